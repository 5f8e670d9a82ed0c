"""How is a decision taken apart into codes, which stay, and words, which can be erased?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.strategy.decisions.model import (
    CONTEXTS,
    Expectation,
    GroupEffect,
    Novelty,
    Option,
    Pinned,
    Position,
    Proposal,
    Side,
    Stand,
)

_WORDS = frozenset(("title", "why_this", "why_order", "why_now", "lessons", "reason"))


def content_of(proposal: Proposal) -> dict[str, Any]:
    """Codes, numbers and days of a decision as plain data.

    Returns
    -------
    dict
        Ready for JSON, without a word that somebody wrote.
    """
    return {
        "subject": proposal.subject,
        "origin_kind": proposal.origin_kind,
        "origin": proposal.origin,
        "options": [_option(one) for one in proposal.options],
        "contexts": list(proposal.contexts),
        "chosen": proposal.chosen,
        "predecessors": list(proposal.predecessors),
        "expectations": [_expectation(one) for one in proposal.expectations],
        "evidence": [_pinned(one) for one in proposal.evidence],
        "positions": [str(one.stand) for one in proposal.positions],
        "novelty": str(proposal.novelty),
        "is_pilot": proposal.is_pilot,
        "in_force_on": proposal.in_force_on.isoformat() if proposal.in_force_on else "",
    }


def words_of(proposal: Proposal) -> dict[str, str]:
    """Words of a decision by their place; empty ones are left out.

    Returns
    -------
    dict
    """
    return {place: words for place, words in _words(proposal) if words}


def proposal_from(content: Mapping[str, Any], words: Mapping[str, str]) -> Proposal:
    """The decision again; words that were erased are empty.

    Returns
    -------
    Proposal
    """
    return Proposal(
        **{name: words.get(name, "") for name in _WORDS},
        subject=content["subject"],
        origin_kind=content["origin_kind"],
        origin=content["origin"],
        options=tuple(_option_from(one, words) for one in content["options"]),
        contexts=tuple(content.get("contexts", CONTEXTS)),
        chosen=content["chosen"],
        summary={
            place.partition(".")[2]: said for place, said in words.items() if place.startswith("summary.")
        },
        predecessors=tuple(content["predecessors"]),
        expectations=tuple(map(_expectation_from, content["expectations"])),
        evidence=tuple(map(_pinned_from, content["evidence"])),
        positions=tuple(
            _position_from(number, stand, words) for number, stand in enumerate(content["positions"])
        ),
        novelty=Novelty(content["novelty"]),
        is_pilot=content["is_pilot"],
        in_force_on=date.fromisoformat(content["in_force_on"]) if content["in_force_on"] else None,
    )


def _words(proposal: Proposal) -> Iterator[tuple[str, str]]:
    for name in sorted(_WORDS):
        yield name, getattr(proposal, name)
    for language, said in proposal.summary.items():
        yield f"summary.{language}", said
    for one in proposal.options:
        yield f"option.{one.code}", one.title
        for context, said in one.consequences.items():
            yield f"option.{one.code}.{context}", said
        for number, group in enumerate(one.groups):
            yield f"option.{one.code}.group.{number}", group.group
            yield f"option.{one.code}.group.{number}.words", group.words
    for number, position in enumerate(proposal.positions):
        yield f"position.{number}.who", position.who
        yield f"position.{number}.words", position.words
        yield f"position.{number}.source", position.source


def _option(one: Option) -> dict[str, Any]:
    return {
        "code": one.code,
        "contexts": sorted(one.assessed),
        "groups": [str(group.side) for group in one.groups],
    }


def _option_from(said: Mapping[str, Any], words: Mapping[str, str]) -> Option:
    start = f"option.{said['code']}"
    return Option(
        said["code"],
        words.get(start, ""),
        {context: words.get(f"{start}.{context}", "") for context in said["contexts"]},
        tuple(
            GroupEffect(
                words.get(f"{start}.group.{number}", ""),
                Side(side),
                words.get(f"{start}.group.{number}.words", ""),
            )
            for number, side in enumerate(said["groups"])
        ),
    )


def _expectation(one: Expectation) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "subject": one.subject,
        "change": one.change,
        "by": str(one.by),
        "check_on": one.check_on.isoformat(),
    }


def _expectation_from(said: Mapping[str, Any]) -> Expectation:
    day = date.fromisoformat(said["check_on"])
    return Expectation(said["indicator"], said["subject"], said["change"], Period.parse(said["by"]), day)


def _pinned(one: Pinned) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "subject": one.subject,
        "period": str(one.period),
        "as_of": one.as_of,
        "edition": one.edition,
        "value": one.value,
    }


def _pinned_from(said: Mapping[str, Any]) -> Pinned:
    return Pinned(**{**said, "period": Period.parse(said["period"])})


def _position_from(number: int, stand: str, words: Mapping[str, str]) -> Position:
    who, said, source = (words.get(f"position.{number}.{name}", "") for name in ("who", "words", "source"))
    return Position(who, Stand(stand), said, source)
