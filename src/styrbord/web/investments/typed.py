"""What did somebody type into the form of a matter, as its noun keeps it?"""

from collections.abc import Callable, Mapping

from django.http import QueryDict

from styrbord.core.base.problems import Problem, Refused
from styrbord.web import fields
from styrbord.web.investments import saying

Data = dict[str, object]
Problems = list[Problem]
MOST = 60
"""Rows of a form that are read."""
CONDITIONS = range(1, 6)
"""Rows for conditions in the form of a conclusion."""


def data_of(noun: str, verb: str, said: QueryDict) -> Data | None:
    """What a form says beside its reason and document; None for a move that says nothing more.

    Raises
    ------
    Refused
        `investment.no-amount`, `investment.no-day`
    """
    read = _READ.get((noun, verb))
    if read is None:
        return None
    problems: Problems = []
    found = read(said, problems)
    if problems:
        raise Refused(problems)
    return found


def _day(said: QueryDict, name: str, problems: Problems) -> str:
    found = saying.day(said, name, problems)
    return found.isoformat() if found else ""


def _number(said: QueryDict, name: str, problems: Problems) -> str | None:
    found = saying.amount(fields.text(said, name), name, problems)
    return None if found is None else str(found)


def _text(said: QueryDict, *names: str) -> Data:
    return {name: fields.text(said, name).strip() for name in names}


def _baseline(said: QueryDict, problems: Problems) -> Data:
    """The value at the start, or the day until which it may be missing."""
    if until := _day(said, "waived_until", problems):
        return {"waived_until": until}
    return {**_text(said, "period", "method", "measured_by"), "value": _number(said, "value", problems)}


def _measurement(said: QueryDict, problems: Problems) -> Data:
    return {**_text(said, "benefit", "by"), **_measured(said, problems)}


def _measured(said: QueryDict, problems: Problems) -> Data:
    return {
        **_text(said, "period", "method"),
        "measured_on": _day(said, "measured_on", problems),
        "value": _number(said, "value", problems),
        "counterfactual": _number(said, "counterfactual", problems),
    }


def _waiver(said: QueryDict, problems: Problems) -> Data:
    told = _text(said, "requirement", "reason", "risk", "compensation")
    return {**told, "expires": _day(said, "expires", problems)}


def _conformity(said: QueryDict, _: Problems) -> Data:
    codes = [name.removeprefix("answer-") for name in said if name.startswith("answer-")][: MOST * 4]
    answers = {
        code: {
            "answer": fields.text(said, f"answer-{code}"),
            "evidence": fields.text(said, f"evidence-{code}").strip(),
        }
        for code in codes
    }
    return {"answers": answers}


def _opinion(said: QueryDict, problems: Problems) -> Data:
    return {**_text(said, "body", "words"), "due": _day(said, "due", problems)}


def _words(said: QueryDict, _: Problems) -> Data:
    return _text(said, "words")


def _obstacle(said: QueryDict, _: Problems) -> Data:
    return _text(said, "law", "words")


def _stop(said: QueryDict, problems: Problems) -> Data:
    told = {**_text(said, "ground", "words"), "missing": said.getlist("missing")[:MOST]}
    return {**told, "hear_until": _day(said, "hear_until", problems)}


def _item(said: QueryDict, problems: Problems) -> Data:
    return {**_text(said, "questions"), **_sitting(said, problems)}


def _sitting(said: QueryDict, problems: Problems) -> Data:
    return {"sitting": _day(said, "sitting", problems)}


def _conclusion(said: QueryDict, problems: Problems) -> Data:
    votes = [
        {"member": name.removeprefix("vote-"), "vote": fields.text(said, name)}
        for name in said
        if name.startswith("vote-") and said[name]
    ]
    return {
        "present": said.getlist("present")[:MOST],
        "recused": said.getlist("recused")[:MOST],
        "votes": votes[:MOST],
        "outcome": fields.text(said, "outcome"),
        "conditions": _conditions(said, problems),
    }


def _conditions(said: QueryDict, problems: Problems) -> list[Data]:
    found: list[Data] = []
    for place in CONDITIONS:
        words = fields.text(said, f"condition-{place}").strip()
        if words:
            due = _day(said, f"condition-due-{place}", problems)
            owner = fields.text(said, f"condition-owner-{place}")
            found.append({"words": words, "owner": owner, "due": due})
    return found


def _proposal(said: QueryDict, problems: Problems) -> Data:
    told = _text(said, "title", "source", "scope", "body", "words")
    return {**told, "due": _day(said, "due", problems)}


_READ: Mapping[tuple[str, str], Callable[[QueryDict, Problems], Data]] = {
    ("benefit", "baseline"): _baseline,
    ("measurement", "begin"): _measurement,
    ("measurement", "change"): _measured,
    ("waiver", "begin"): _waiver,
    ("conformity", "begin"): _conformity,
    ("conformity", "change"): _conformity,
    ("opinion", "begin"): _opinion,
    ("advice", "begin"): _words,
    ("obstacle", "begin"): _obstacle,
    ("stop", "begin"): _stop,
    ("item", "begin"): _item,
    ("item", "conclude"): _conclusion,
    ("item", "put"): _sitting,
    ("proposal", "begin"): _proposal,
}
