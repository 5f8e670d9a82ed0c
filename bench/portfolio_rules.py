"""Which steps of investments and their matters are legal, written down once more by hand?

Nothing of `core/investments` is asked: the tables come from the methods of investments and the decisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_INVESTMENT = """
idea > propose > lead > appraising > >
appraising > return > body > idea > reason >
appraising > approve > body > decided > document > x
decided > procure > lead > procuring > >
decided > start > body > executing > document > x
procuring > start > body > executing > document > x
executing > deliver > lead > delivered > >
delivered > realise > lead > realising > >
realising > close > body > closed > document > x
idea > pause > lead body > paused > reason >
idea > stop > lead body > stopped > reason >
appraising > stop > body > stopped > reason document >
paused > resume > body > * > reason >
paused > stop > body > stopped > reason document residual >
"""
_ON_THE_WAY = ("decided", "procuring", "executing", "delivered", "realising")
_BENEFIT = """
identified > specify > lead owner > specified > >
specified > baseline > controller > baselined > > x
baselined > plan > owner > planned > >
planned > start > owner > realising > >
realising > realise > controller > realised > > x
realising > fall-short > controller > partly > reason > x
realising > lose > controller > lost > reason > x
identified > lose > lead > lost > reason >
specified > lose > controller > lost > reason > x
baselined > lose > controller > lost > reason > x
planned > lose > controller > lost > reason > x
partly > resume > controller > realising > reason > x
lost > resume > controller > realising > reason > x
"""
_MEASUREMENT = """
draft > change > lead > draft > >
draft > submit > lead > submitted > >
submitted > verify > controller > verified > > x
submitted > return > controller > draft > reason >
"""
_STOP = """
proposed > hear > lead > heard > reason >
proposed > put-in-force > authority > in-force > reason document >
heard > put-in-force > authority > in-force > reason document >
proposed > drop > authority > dropped > reason >
heard > drop > authority > dropped > reason >
in-force > appeal > lead > appealed > reason >
in-force > lift > authority > lifted > reason >
appealed > uphold > authority > final > reason document > x
appealed > lift > authority > lifted > reason document > x
final > lift > authority > lifted > reason document >
"""
_OPINION = """
asked > give > neighbour > given > words >
asked > lapse > program > silent > >
silent > give > neighbour > given > words >
given > answer > lead > answered > words >
"""
_CHANGE = """
draft > change > lead > draft > >
draft > preview > lead > computed > >
computed > change > lead > draft > >
computed > agree > party > computed > >
computed > settle > program > agreed > >
agreed > change > lead > draft > >
agreed > approve > body > approved > document > x
approved > change > lead > draft > >
approved > apply > program > applied > >
computed > reject > party body > rejected > reason >
agreed > reject > body > rejected > reason >
approved > reject > body > rejected > reason >
draft > withdraw > lead > withdrawn > >
computed > withdraw > lead > withdrawn > >
agreed > withdraw > lead > withdrawn > >
"""


@dataclass(frozen=True)
class Line:
    """Who may, where it leads, what is said with it, and whether another person is asked for."""

    who: frozenset[str]
    state: str
    needs: frozenset[str]
    is_other: bool


def _read(table: str) -> dict[tuple[str, str], Line]:
    rows = ([cell.strip() for cell in row.split(">")] for row in table.strip().splitlines())
    return {
        (row[0], row[1]): Line(
            frozenset(row[2].split()), row[3], frozenset(row[4].split()), "x" in "".join(row[5:])
        )
        for row in rows
    }


def _whole() -> dict[tuple[str, str], Line]:
    found = _read(_INVESTMENT)
    body = frozenset({"body"})
    for state in ("appraising", *_ON_THE_WAY):
        found[state, "pause"] = Line(body, "paused", frozenset({"reason"}), False)
    for state in _ON_THE_WAY:
        needs = frozenset({"reason", "document", "residual"})
        found[state, "stop"] = Line(body, "stopped", needs, False)
    return found


TABLES: Mapping[str, Mapping[tuple[str, str], Line]] = {
    "investment": _whole(),
    "benefit": _read(_BENEFIT),
    "measurement": _read(_MEASUREMENT),
    "stop": _read(_STOP),
    "opinion": _read(_OPINION),
    "change": _read(_CHANGE),
}
FIRST = {
    "benefit": "identified", "measurement": "draft", "stop": "proposed", "opinion": "asked",
    "change": "draft",
}  # fmt: skip
FORGETTING = {"pause", "resume", "stop", "return"}
"""Steps of an investment after which nobody has asked for more."""
ASKING = {
    "benefit": {"begin", "specify", "plan", "start"},
    "measurement": {"begin", "change", "submit"},
    "stop": {"put-in-force"},
    "opinion": set[str](),
    "change": {"begin", "change", "preview"},
}
