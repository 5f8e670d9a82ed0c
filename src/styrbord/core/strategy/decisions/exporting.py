"""How is a chain of decisions written so that others can read it, and read back as it was?"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from styrbord.core.strategy.decisions.chain import Link

FORMAT = "styrbord-decision-chain/1"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "'")
"""Signs with which a cell would begin a formula in a spreadsheet; such a cell begins with an apostrophe."""
_TEXTS = (
    "token", "title", "subject", "state", "owner", "proposed_at", "decided_at", "in_force_on", "check_on",
    "chosen", "why_this", "why_order", "why_now",
)  # fmt: skip
_COLUMNS = ("row", *_TEXTS, "summary_en", "summary_ru", "summary_sv", "earlier", "later")


@dataclass(frozen=True, slots=True)
class ChainedDecision:
    """One decision of a chain; moments and days as ISO text, empty where there is none.

    `chosen` is the chosen option in words; words are empty where they were erased.
    """

    token: str
    title: str
    subject: str
    state: str
    owner: str
    proposed_at: str
    decided_at: str
    in_force_on: str
    check_on: str
    chosen: str
    why_this: str
    why_order: str
    why_now: str
    summary: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain as one reader sees it, earlier decisions first.

    `links` follow each other, `gaps` follow each other through decisions that are not shown, of which
    `left_out` is the number.
    """

    of: str
    decisions: tuple[ChainedDecision, ...]
    links: tuple[Link, ...]
    gaps: tuple[Link, ...] = ()
    left_out: int = 0

    @property
    def orphans(self) -> tuple[str, ...]:
        """Decisions that nothing links to another one of the chain; none where there is but one."""
        linked = {token for link in (*self.links, *self.gaps) for token in link}
        return tuple(one.token for one in self.decisions if one.token not in linked and one.token != self.of)


def chain_json(chain: Chain) -> str:
    """The chain as JSON.

    Returns
    -------
    str
        Read back by `chain_from_json` it is equal.
    """
    return json.dumps({"format": FORMAT, **asdict(chain)}, ensure_ascii=False, indent=2) + "\n"


def chain_from_json(text: str) -> Chain:
    """A chain from what `chain_json` wrote.

    Returns
    -------
    Chain

    Raises
    ------
    ValueError
        If it is another format.
    """
    said = json.loads(text)
    if said.get("format") != FORMAT:
        raise ValueError(f"format {said.get('format')!r} is not {FORMAT}")
    return Chain(
        said["of"],
        tuple(ChainedDecision(**one) for one in said["decisions"]),
        tuple(map(_pair, said["links"])),
        tuple(map(_pair, said["gaps"])),
        said["left_out"],
    )


def chain_csv(chain: Chain) -> str:
    """The chain as one table: a row of the chain, of each decision, of each link and of each gap.

    Returns
    -------
    str
        Read back by `chain_from_csv` it is equal.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(chain):
        writer.writerow({name: _guarded(str(cell)) for name, cell in row.items()})
    return out.getvalue()


def chain_from_csv(text: str) -> Chain:
    """A chain from what `chain_csv` wrote.

    Returns
    -------
    Chain

    Raises
    ------
    ValueError
        If the columns are others, or there is no row of the chain.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise ValueError(f"columns are not {', '.join(_COLUMNS)}")
    rows = [{name: _bare(cell) for name, cell in row.items()} for row in reader]
    heads = [row for row in rows if row["row"] == "chain"]
    if len(heads) != 1:
        raise ValueError("there is not one row of the chain")
    return Chain(
        heads[0]["token"],
        tuple(_decision(row) for row in rows if row["row"] == "decision"),
        tuple(_links(rows, "link")),
        tuple(_links(rows, "gap")),
        int(heads[0]["state"]),
    )


def _rows(chain: Chain) -> Iterable[Mapping[str, Any]]:
    yield {"row": "chain", "token": chain.of, "state": chain.left_out}
    for one in chain.decisions:
        said = {f"summary_{language}": words for language, words in one.summary.items()}
        yield {"row": "decision", **{name: getattr(one, name) for name in _TEXTS}, **said}
    for kind, links in (("link", chain.links), ("gap", chain.gaps)):
        for earlier, later in links:
            yield {"row": kind, "earlier": earlier, "later": later}


def _decision(row: Mapping[str, str]) -> ChainedDecision:
    summary = {
        language: row[f"summary_{language}"] for language in ("en", "ru", "sv") if row[f"summary_{language}"]
    }
    return ChainedDecision(**{name: row[name] for name in _TEXTS}, summary=summary)


def _links(rows: Iterable[Mapping[str, str]], kind: str) -> Iterable[Link]:
    for row in rows:
        if row["row"] == kind:
            yield row["earlier"], row["later"]


def _pair(link: Any) -> Link:
    earlier, later = link
    return str(earlier), str(later)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTIVE) else cell


def _bare(cell: str | None) -> str:
    return (cell or "").removeprefix("'")
