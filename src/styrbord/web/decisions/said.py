"""What was typed in the three steps of a decision, and how does the form begin?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from django.http import QueryDict

from styrbord.core.base.text import LANGUAGES
from styrbord.core.strategy.decisions.model import OPTIONS, Novelty, Proposal, Side, Stand
from styrbord.services.decisions import Choices, Reasons, Start, Way

STEPS = ("start", "options", "reasons")
ROWS = {"effects": 2, "evidence": 4, "groups": 2, "positions": 4}
MOST_LETTERS = 5_000
Part = Start | Choices | Reasons


def typed(step: str, said: QueryDict, contexts: Sequence[str] = ()) -> Part:
    """One step as it was typed; options in some contexts."""
    if step == "start":
        return Start(
            _text(said, "title"),
            _text(said, "subject"),
            _text(said, "origin-kind"),
            _text(said, "origin"),
            _texts(said, "predecessor"),
            _rows(said, ("effect-indicator", "effect-subject", "change", "by", "check-on"), text=(2, 3)),
            _rows(said, ("evidence-indicator", "evidence-subject", "evidence-period"), text=(2,)),
            _text(said, "in-force-on"),
            _text(said, "novelty") or Novelty.TRIED_ELSEWHERE,
            said.get("is-pilot") == "yes",
        )
    if step == "options":
        return Choices([_way(said, code, contexts) for code in OPTIONS], _text(said, "chosen"))
    return Reasons(
        _text(said, "why_this"),
        _text(said, "why_order"),
        _text(said, "why_now"),
        {language: _text(said, f"summary-{language}") for language in LANGUAGES},
        _rows(said, ("who", "stand", "words", "source"), text=(0, 2, 3)),
    )


def kept(step: str, said: Proposal) -> Part:
    """One step as it is kept."""
    if step == "start":
        return Start(
            said.title,
            said.subject,
            said.origin_kind,
            said.origin,
            said.predecessors,
            [
                (one.indicator, one.subject, f"{one.change:g}", str(one.by), one.check_on.isoformat())
                for one in said.expectations
            ],
            [(one.indicator, one.subject, str(one.period)) for one in said.evidence],
            said.in_force_on.isoformat() if said.in_force_on else "",
            said.novelty,
            said.is_pilot,
        )
    if step == "options":
        return Choices(
            [
                Way(
                    one.code,
                    one.title,
                    one.consequences,
                    [(group.group, group.side, group.words) for group in one.groups],
                )
                for one in said.options
            ],
            said.chosen,
        )
    positions = [(one.who, one.stand, one.words, one.source) for one in said.positions]
    return Reasons(said.why_this, said.why_order, said.why_now, said.summary, positions)


def filled(part: Part, contexts: Sequence[str] = ()) -> Part:
    """A step with empty rows to fill in, and every option in its place and contexts."""
    if isinstance(part, Start):
        return Start(
            part.title, part.subject, part.origin_kind, part.origin, part.predecessors,
            _longer(part.effects, ROWS["effects"], ("", part.subject, "", "", "")),
            _longer(part.evidence, ROWS["evidence"], ("", part.subject, "")),
            part.in_force_on, part.novelty, part.is_pilot,
        )  # fmt: skip
    if isinstance(part, Choices):
        ways = {one.code: one for one in part.options}
        return Choices([_whole(ways.get(code, Way(code)), contexts) for code in OPTIONS], part.chosen)
    positions = _longer(part.positions, ROWS["positions"], ("", Stand.FOR, "", ""))
    return Reasons(part.why_this, part.why_order, part.why_now, part.summary, positions)


def _whole(way: Way, contexts: Sequence[str]) -> Way:
    consequences = {context: way.consequences.get(context, "") for context in contexts}
    return Way(way.code, way.title, consequences, _longer(way.groups, ROWS["groups"], ("", Side.GAINS, "")))


def _longer(rows: Sequence[Sequence[str]], least: int, empty: tuple[str, ...]) -> list[Sequence[str]]:
    """The rows, with at least one empty one below them."""
    return [*rows, *[empty] * max(1, least - len(rows))]


def _way(said: QueryDict, code: str, contexts: Sequence[str]) -> Way:
    names = (f"{code}-group", f"{code}-side", f"{code}-loss")
    return Way(
        code,
        _text(said, f"{code}-title"),
        {context: _text(said, f"{code}-{context}") for context in contexts},
        _rows(said, names, text=(0, 2)),
    )


def _text(said: Mapping[str, str], name: str) -> str:
    return said.get(name, "")[:MOST_LETTERS]


def _texts(said: QueryDict, name: str) -> list[str]:
    return [text[:MOST_LETTERS] for text in said.getlist(name)[:50]]


def _rows(said: QueryDict, names: Sequence[str], *, text: Sequence[int]) -> list[tuple[str, ...]]:
    """Rows of which one of the typed cells says something; what is chosen alone says nothing."""
    return [row for row in _zipped(said, names) if any(row[at].strip() for at in text)]


def _zipped(said: QueryDict, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from zip_longest(*(_texts(said, name) for name in names), fillvalue="")
