"""What does a small file of every format look like?"""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

ROWS = (
    ("Territory", 2019, 2020, 2021),
    ("Ale", 12.5, 13.0, "…"),
    ("Alingsås", 7.25, "-", 8.0),
    ("Республика Карелия", "1 234,5", 99.72, 100.0),
    ("Total", 20.0, 21.5, 22.75),
)


def xlsx() -> bytes:
    """A workbook of two sheets, with a title, joined cells and a footnote."""
    book = Workbook()
    sheet = book.active
    sheet.title = "9.1."
    sheet.append(["9.1. Employed persons1)", None, None, None])
    sheet.append(["(thousand persons)", None, None, None])
    for row in ROWS:
        sheet.append(row)
    sheet.append(["1) Without the self-employed."])
    sheet.merge_cells("A1:D1")
    other = book.create_sheet("Notes")
    other.append(["Nothing but words"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods() -> bytes:
    """A workbook of OpenDocument."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in ROWS)
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{cells}'
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        'table:number-columns-repeated="1000"/></table:table-row></table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind.encode(), "content.xml": content.encode()})


def _ods_cell(value: object) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def spreadsheet_ml() -> bytes:
    """A workbook that Excel 2003 saved as XML."""
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell><Data ss:Type="{"String" if isinstance(cell, str) else "Number"}">{cell}</Data></Cell>'
            for cell in row
        )
        + "</Row>"
        for row in ROWS
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data">'
        f'<Table ss:ExpandedColumnCount="4" ss:ExpandedRowCount="5">{rows}</Table></Worksheet></Workbook>'
    ).encode()


def html() -> bytes:
    """A table of a web page."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def csv() -> bytes:
    """A text with semicolons, in an old encoding."""
    text = "\r\n".join(";".join(map(str, row)) for row in ROWS)
    return text.replace("…", "..").replace("å", "a").encode("cp1251")


def tsv() -> bytes:
    """A text with tabs."""
    return "\n".join("\t".join(map(str, row)) for row in ROWS).encode()


def json_stat() -> bytes:
    """A cube of JSON-stat 2."""
    geo = {
        "label": "region",
        "category": {"index": {"0114": 0, "0115": 1}, "label": {"0114": "Upplands Väsby"}},
    }
    time = {"label": "year", "category": {"index": ["2019", "2020", "2021"]}}
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "Population",
            "id": ["region", "time"],
            "size": [2, 3],
            "role": {"time": ["time"], "geo": ["region"]},
            "dimension": {"region": geo, "time": time},
            "value": [1, 2.5, None, 4, 5, 6],
            "status": {"2": ".."},
        }
    ).encode()


def px() -> bytes:
    """A cube of PX."""
    return (
        'CHARSET="ANSI";\nAXIS-VERSION="2013";\nCODEPAGE="utf-8";\nLANGUAGE="en";\nMATRIX="T1";\n'
        'SUBJECT-AREA="Population";\nSUBJECT-CODE="BE";\nTITLE="Population by region and year";\n'
        'CONTENTS="Population";\nUNITS="persons";\nDECIMALS=0;\nSTUB="region";\nHEADING="year";\n'
        'VALUES("region")="Ale","Alingsås";\nCODES("region")="1440","1489";\n'
        'VALUES("year")="2019","2020","2021";\nTIMEVAL("year")=TLIST(A1,"2019"-"2021");\n'
        'MAP("region")="x";\nDATA=\n1 2 3\n4 ".." 6;\n'
    ).encode()


_SDMX = (
    '<?xml version="1.0" encoding="UTF-8"?><message:GenericData '
    'xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" '
    'xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic">'
    "<message:Header><message:ID>1</message:ID><message:Test>false</message:Test>"
    '<message:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></message:Header>'
    '<message:DataSet structureRef="S"><generic:Series><generic:SeriesKey>'
    '<generic:Value id="FREQ" value="A"/><generic:Value id="REF_AREA" value="SE"/></generic:SeriesKey>'
    "{obs}</generic:Series></message:DataSet></message:GenericData>"
)
_OBS = (
    '<generic:Obs><generic:ObsDimension value="{year}"/><generic:ObsValue value="{value}"/>'
    '<generic:Attributes><generic:Value id="OBS_STATUS" value="A"/></generic:Attributes></generic:Obs>'
)


def sdmx_ml() -> bytes:
    """Generic data of SDMX-ML 2.1."""
    obs = "".join(_OBS.format(year=2015 + number, value=number + 0.5) for number in range(5))
    return _SDMX.format(obs=obs).encode()


def sdmx_json() -> bytes:
    """Data of SDMX-JSON 1.0."""
    dimensions = {
        "series": [{"id": "REF_AREA", "name": "Area", "values": [{"id": "SE", "name": "Sweden"}]}],
        "observation": [
            {"id": "TIME_PERIOD", "name": "Time", "values": [{"id": "2019"}, {"id": "2020"}]},
        ],
    }
    series = {"0": {"attributes": [], "observations": {"0": [1.5], "1": [2.5]}}}
    return json.dumps(
        {
            "header": {"id": "x", "test": False, "prepared": "2024-01-01T00:00:00"},
            "dataSets": [{"action": "Information", "series": series}],
            "structure": {"name": "Rates", "dimensions": dimensions, "attributes": {}},
        }
    ).encode()


def sdmx_csv() -> bytes:
    """Data of SDMX-CSV 1.0."""
    lines = "".join(f"ECB:EXR(1.0),A,SE,{2015 + number},{number}.5,A\n" for number in range(5))
    return f"DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n{lines}".encode()


def xls() -> bytes:
    """A workbook of Excel 97: one stream of records in a compound file."""
    cells = b"".join(
        _xls_cell(row, column, cell) for row, line in enumerate(ROWS) for column, cell in enumerate(line)
    )
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6)) + cells + _record(0x0A, b"")
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 1997, 0, 6)) + _record(0x42, b"\xb0\x04")
    name = b"\x04\x00Data"
    start = len(begin) + 4 + 6 + len(name) + 4
    whole = begin + _record(0x85, struct.pack("<IBB", start, 0, 0) + name) + _record(0x0A, b"") + sheet
    return compound(whole)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xls_cell(row: int, column: int, value: object) -> bytes:
    where = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x204, where + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x203, where + struct.pack("<d", value))


def compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`."""
    stream = stream.ljust(4096 + 512, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    end, fat_mark, free = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    chain = [fat_mark, end, *range(3, count + 2), end]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<109I", 0, *[free] * 108)
    entries = _entry("Root Entry", 5, end, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return head + fat + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    words = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    body = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words) + 2, kind, 1, none, none, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start, size)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts; `mimetype` is not packed, as OpenDocument wants it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SPECIMENS: dict[str, Callable[[], bytes]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "spreadsheet_ml": spreadsheet_ml,
    "html": html,
    "csv": csv,
    "tsv": tsv,
    "json_stat": json_stat,
    "px": px,
    "sdmx_ml": sdmx_ml,
    "sdmx_json": sdmx_json,
    "sdmx_csv": sdmx_csv,
}
