"""How is a pack of a few lines written and loaded into an empty database of this process?"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from styrbord.services import clock
from styrbord.services.loading import load_pack

TERRITORIES = """\
territory_code,name,type,parent_code
C,County,county,
M1,Northtown,municipality,C
M2,Southtown,municipality,C
"""


def pack_toml(*, today: str, vintage: str = "", extra: str = "") -> str:
    """Description of a pack whose editions are released at their vintage."""
    said = f'vintage = "{vintage}"\n' if vintage else ""
    return (
        '[pack]\ncode = "small"\nname_en = "Small county"\nlanguages = ["en"]\ninvented = true\n'
        f'release = "vintage"\nroot = "C"\ntoday = "{today}"\n{said}{extra}'
    )


def observations(rows: Iterable[tuple[str, str, str, float | str, str]]) -> str:
    """Table of observations from (territory, indicator, period, value, vintage)."""
    head = "territory_code,indicator_code,period,value,vintage"
    return "\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n"


def load(folder: Path, files: dict[str, str]) -> None:
    """Write the files of a pack and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    load_pack(folder)


def let_it_be(day: str) -> None:
    """Set the installation's clock to noon of a day."""
    clock.keep_shift(clock.seconds_to(date.fromisoformat(day)))
