"""What is read from SDMX-ML messages?"""

import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.cube import DimensionRole
from styrbord.core.collection.model import Observation
from styrbord.sources.formats import sdmx_ml
from styrbord.sources.formats._format import Wanted
from tests.sources.formats.cube_reading import cubes, observed, refusal, text_file

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sdmx

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<m:{root} xmlns:m="m" xmlns:g="g" xmlns:c="c" xmlns:xsi="x">
<m:Header><m:ID>1</m:ID><m:Structure structureID="S" dimensionAtObservation="{at}" {more}>
<c:Structure><Ref agencyID="X" id="POP" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet structureRef="S">
"""


def message(
    body: str, *, root: str = "StructureSpecificData", at: str = "TIME_PERIOD", more: str = ""
) -> str:
    return HEADER.format(root=root, at=at, more=more) + body + f"\n</m:DataSet></m:{root}>\n"


STRUCTURE = """<?xml version="1.0"?>
<m:Structure xmlns:m="m" xmlns:s="s" xmlns:c="c"><m:Structures><s:Codelists>
<s:Codelist id="CL_AREA"><c:Name xml:lang="en">Areas</c:Name>
<s:Code id="N"><c:Name xml:lang="sv">Norr</c:Name><c:Name xml:lang="en">North</c:Name></s:Code>
<s:Code id="S"><c:Name xml:lang="en">South</c:Name></s:Code></s:Codelist>
<s:Codelist id="CL_STATUS"><s:Code id="M">
<c:Name xml:lang="en">Missing value; data cannot exist</c:Name></s:Code>
</s:Codelist></s:Codelists>
<s:Concepts><s:ConceptScheme id="CS"><s:Concept id="PLACE"><c:Name xml:lang="en">Place</c:Name>
<s:CoreRepresentation><s:Enumeration><Ref id="CL_AREA"/></s:Enumeration></s:CoreRepresentation></s:Concept>
</s:ConceptScheme></s:Concepts>
<s:DataStructures><s:DataStructure id="POP"><c:Name xml:lang="en">Residents</c:Name>
<s:DataStructureComponents><s:DimensionList>
<s:Dimension id="PLACE"><s:ConceptIdentity><Ref id="PLACE" maintainableParentID="CS"/></s:ConceptIdentity>
<s:ConceptRole><Ref id="GEO"/></s:ConceptRole></s:Dimension>
<s:TimeDimension id="TIME_PERIOD"><s:ConceptIdentity><Ref id="TIME_PERIOD"/></s:ConceptIdentity>
</s:TimeDimension>
</s:DimensionList><s:AttributeList><s:Attribute id="OBS_STATUS"><s:LocalRepresentation><s:Enumeration>
<URN>urn:sdmx:org.sdmx.infomodel.codelist.Codelist=X:CL_STATUS(1.0)</URN>
</s:Enumeration></s:LocalRepresentation><s:AttributeRelationship><s:Dimension><Ref id="PLACE"/></s:Dimension>
</s:AttributeRelationship></s:Attribute></s:AttributeList></s:DataStructureComponents></s:DataStructure>
</s:DataStructures></m:Structures></m:Structure>
"""


def by_oracle(path: Path, structure: Path) -> list[tuple[dict[str, str], float | None, str]]:
    """Key, value and status of each observation as another reader of SDMX sees them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        described: Any = sdmx.read_sdmx(structure)
        found: Any = sdmx.read_sdmx(path, structure=next(iter(described.structure.values())))
    observations = [each for data in found.data for each in data.obs]
    return [
        (
            {name: str(value.value) for name, value in (each.series_key + each.key).values.items()}
            if each.series_key
            else {name: str(value.value) for name, value in each.key.values.items()},
            None if each.value is None else float(each.value),
            str(each.attached_attribute["OBS_STATUS"].value),
        )
        for each in observations
    ]


@pytest.mark.parametrize(
    ("name", "structure"),
    [
        ("sdmx_ecb_exr.xml", "sdmx_ecb_exr_structure.xml"),
        ("sdmx_estat_demography-xs.xml", "sdmx_estat_demography-structure.xml"),
    ],
)
def test_every_value_is_the_one_that_another_reader_sees(shared: Path, name: str, structure: str) -> None:
    folder = shared / "data/messy"
    expected = by_oracle(folder / name, folder / structure)
    (cube,) = cubes(sdmx_ml, folder / name, structure=folder / structure)
    order = [each.code for each in cube.dimensions]
    ours = [
        (dict(zip(order, each.key, strict=True)), float(each.value) if each.value else None)
        for each in cube.numbers
    ]
    assert ours == [(key, value) for key, value, _ in expected]


def test_monthly_exchange_rates_are_252(shared: Path) -> None:
    folder = shared / "data/messy"
    found, told = observed(sdmx_ml, folder / "sdmx_ecb_exr.xml", folder / "sdmx_ecb_exr_structure.xml")
    assert len(found) == 252
    assert (found[0].period, found[0].value, found[0].cell) == ("1999-01", "1.16078", "line 32")
    assert (found[-1].period, found[-1].value) == ("2019-12", "1.111345")
    assert [(each.code, each.name, each.unit) for each in told.indicators] == [
        ("ECB_EXR1", "Exchange Rates", "USD")
    ]


@pytest.mark.parametrize("structure", ["", "sdmx_estat_demography-structure.xml"])
def test_explicit_measures_are_indicators_with_or_without_a_structure(shared: Path, structure: str) -> None:
    folder = shared / "data/messy"
    path = folder / "sdmx_estat_demography-xs.xml"
    found, told = observed(sdmx_ml, path, folder / structure if structure else None)
    assert sum(bool(each.value) for each in found) == 55
    assert Counter(each.obs_status for each in found) == {"A": 32, "P": 23, "O": 5}
    assert {each.code for each in told.indicators} == {
        f"DEMOGRAPHY.{code}" for code in ("TFRNSI", "LEXPNSIT", "LBIRTHST", "DEATHST")
    }
    assert found[0].territory_code == "BE"
    assert found[0].territory_name == ("Belgium" if structure else "BE")
    assert told.codes == ["cube.missing-with-value"]
    assert told.problems[0].place == "line 94"


def test_a_structure_gives_names_roles_and_the_meaning_of_m(tmp_path: Path) -> None:
    structure = tmp_path / "structure.xml"
    structure.write_text(STRUCTURE)
    first, second = '<Obs TIME_PERIOD="2020" OBS_VALUE="1.50"/>', '<Obs TIME_PERIOD="2021" OBS_STATUS="M"/>'
    body = f'<Series PLACE="N">{first}{second}</Series>'
    path = text_file(tmp_path, message(body))
    found, _ = observed(sdmx_ml, path, structure)
    assert [tuple(each) for each in found] == [
        ("N", "North", "POP", "Residents", "2020", "_T", "1.50", "A", "", "line 6"),
        ("N", "North", "POP", "Residents", "2021", "_T", "", "M", "", "line 6"),
    ]
    (swedish,) = cubes(sdmx_ml, path, structure=structure, language="sv")
    assert swedish.dimensions[0].names == {"N": "Norr"}
    plain, _ = observed(sdmx_ml, path)
    assert [(each.territory_code, each.obs_status) for each in plain] == [("", "A"), ("", "O")]


def test_a_code_that_the_structure_does_not_list_is_refused(tmp_path: Path) -> None:
    structure = tmp_path / "structure.xml"
    structure.write_text(STRUCTURE)
    path = text_file(
        tmp_path, message('<Obs PLACE="X" TIME_PERIOD="2020" OBS_VALUE="1"/>', at="AllDimensions")
    )
    assert "line 6: 'X' is no code of dimension PLACE" in refusal(sdmx_ml, path, structure=structure)


VALUE = 'TIME_PERIOD="2020" OBS_VALUE="7" OBS_STATUS="E" OBS_COM="Guess"/>'
SPECIFIC = f'<Series FREQ="A" REF_AREA="N"><Obs {VALUE}</Series>'
FLAT = f'<Obs FREQ="A" REF_AREA="N" {VALUE}'
GENERIC = """<g:Series><g:SeriesKey><g:Value id="FREQ" value="A"/><g:Value id="REF_AREA" value="N"/>
</g:SeriesKey>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="7"/><g:Attributes><g:Value id="OBS_STATUS" value="E"/>
<g:Value id="OBS_COM" value="Guess"/></g:Attributes></g:Obs></g:Series>"""
GENERIC_FLAT = """<g:Obs><g:ObsKey><g:Value id="FREQ" value="A"/><g:Value id="REF_AREA" value="N"/>
<g:Value id="TIME_PERIOD" value="2020"/></g:ObsKey><g:ObsValue value="7"/><g:Attributes>
<g:Value id="OBS_STATUS" value="E"/><g:Value id="OBS_COM" value="Guess"/></g:Attributes></g:Obs>"""
GENERIC_2 = GENERIC.replace(" id=", " concept=").replace(
    '<g:ObsDimension value="2020"/>', "<g:Time>2020</g:Time>"
)


@pytest.mark.parametrize(
    ("body", "root", "at"),
    [
        (SPECIFIC, "StructureSpecificData", "TIME_PERIOD"),
        (FLAT, "StructureSpecificData", "AllDimensions"),
        (GENERIC, "GenericData", "TIME_PERIOD"),
        (GENERIC_FLAT, "GenericData", "AllDimensions"),
        (GENERIC_2, "GenericData", "TIME_PERIOD"),
        (SPECIFIC, "CompactData", "TIME_PERIOD"),
    ],
)
def test_each_way_of_writing_it_yields_the_same_observation(
    tmp_path: Path, body: str, root: str, at: str
) -> None:
    found, _ = observed(sdmx_ml, text_file(tmp_path, message(body, root=root, at=at)))
    expected = Observation("", "N", "POP", "POP", "2020", "_T", "7", "E", "Guess", "")
    assert [each._replace(cell="", territory_code="") for each in found] == [expected]


def test_attributes_of_a_group_hold_for_its_series(tmp_path: Path) -> None:
    body = '<Group REF_AREA="N" UNIT_MEASURE="EUR" UNIT_MULT="3" COMMENT_TS="Old"/>' + SPECIFIC
    found, told = observed(sdmx_ml, text_file(tmp_path, message(body)))
    assert told.indicators[0].unit == "10^3 EUR"
    assert found[0].note == "Guess | Old"


def test_units_that_vary_become_part_of_the_code(tmp_path: Path) -> None:
    body = "".join(
        f'<Obs REF_AREA="N" TIME_PERIOD="2020" UNIT_MEASURE="{unit}" UNIT_MULT="{power}" OBS_VALUE="1"/>'
        for unit, power in (("EUR", 0), ("EUR", 6), ("PC", 0))
    )
    found, told = observed(sdmx_ml, text_file(tmp_path, message(body, at="AllDimensions")))
    assert [each.indicator_code for each in found] == ["POP.EUR", "POP.EUR_E6", "POP.PC"]
    assert [each.unit for each in told.indicators] == ["EUR", "10^6 EUR", "PC"]


def test_missing_values_have_their_reasons(tmp_path: Path) -> None:
    given = [("NaN", "L", ""), ("", "O", ""), ("NaN", "Q", ""), ("", "", "C"), ("", "M", ""), ("", "H", "")]
    body = "".join(
        f'<Obs REF_AREA="N" TIME_PERIOD="{2000 + year}" OBS_VALUE="{value}"'
        f' OBS_STATUS="{status}" OBS_CONF="{closed}"/>'
        for year, (value, status, closed) in enumerate(given)
    )
    found, _ = observed(sdmx_ml, text_file(tmp_path, message(body, at="AllDimensions")))
    assert [(each.value, each.obs_status) for each in found] == [("", status) for status in "LOQQOM"]


def test_a_key_that_comes_twice_is_told_with_both_places(tmp_path: Path) -> None:
    one = '<Obs REF_AREA="{}" TIME_PERIOD="2020" OBS_VALUE="{}"/>\n'
    body = "".join(one.format(*each) for each in (("N", 1), ("S", 2), ("N", "1.0"), ("S", 3), ("W", 4)))
    found, told = observed(sdmx_ml, text_file(tmp_path, message(body, at="AllDimensions")))
    assert [(each.territory_name, each.value) for each in found] == [("W", "4"), ("N", "1")]
    assert [(each.code, each.params["first"], each.place) for each in told.problems] == [
        ("cube.repeated", "line 6", "line 8"),
        ("cube.conflict", "line 7", "line 9"),
    ]


def test_dimensions_of_a_known_role_are_found_by_name(tmp_path: Path) -> None:
    (cube,) = cubes(sdmx_ml, text_file(tmp_path, message(SPECIFIC)))
    assert {each.code: each.role for each in cube.dimensions} == {
        "FREQ": DimensionRole.FREQUENCY,
        "REF_AREA": DimensionRole.TERRITORY,
        "TIME_PERIOD": DimensionRole.TIME,
    }


LAUGHS = '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("document_type", [LAUGHS, OUTSIDE, '<!DOCTYPE m SYSTEM "http://127.0.0.1/x.dtd">'])
def test_entities_and_document_types_are_refused(tmp_path: Path, document_type: str) -> None:
    text = message(SPECIFIC).replace("\n", f"\n{document_type}\n", 1)
    assert "never followed" in refusal(sdmx_ml, text_file(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (message(SPECIFIC)[:-30], "line 7"),
        (message(SPECIFIC).replace("</Series>", ""), "mismatched tag"),
        (message("<a>" * 100_000), "nested more than 64 levels"),
        (message(""), "holds no values"),
        (message(SPECIFIC).replace('"7"', '"about 7"'), "line 6: 'about 7' is not a number"),
        (
            message(FLAT + FLAT.replace('REF_AREA="N" ', ""), at="AllDimensions"),
            "dimension REF_AREA is missing",
        ),
        (message(FLAT + FLAT.replace("<Obs", '<Obs SEX="F"'), at="AllDimensions"), "SEX is not one of"),
    ],
)
def test_damage_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(sdmx_ml, text_file(tmp_path, text))


def test_too_many_observations_are_refused(tmp_path: Path) -> None:
    body = "".join(f'<Obs REF_AREA="N" TIME_PERIOD="{year}" OBS_VALUE="1"/>' for year in range(2000, 2010))
    path = text_file(tmp_path, message(body, at="AllDimensions"))
    with pytest.raises(Refused, match="too large"):
        sdmx_ml.FORMAT.read(path, Wanted(most_cells=5))


def test_other_xml_is_not_taken_for_it(tmp_path: Path) -> None:
    assert not sdmx_ml.FORMAT.recognises(b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', tmp_path)
    assert not sdmx_ml.FORMAT.recognises(STRUCTURE.encode(), tmp_path)
