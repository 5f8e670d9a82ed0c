"""What is told of a matter and of its steps, and to whom?

Words are told to those inside; what stands in data as words of somebody is told to nobody else either.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from styrbord.core.people.rights import Rights
from styrbord.services.investments import matters, standing
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import MatterNote, StepNote
from styrbord.services.investments.seeing import inside, is_inside, seen_row
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms
from styrbord.store.investments.models import Investment, Matter, Step, StepWords

WORDED = frozenset(
    {"reason", "words", "risk", "compensation", "override_reasons", "questions", "evidence"}
    | {"consents", "signed", "author", "measured_by", "approved_by"}
)
"""Fields that hold words of somebody or say who, beside those that the noun itself names."""


def notes(
    reading: Reading,
    rights: Rights,
    noun: str,
    *,
    investment: str = "",
    states: Iterable[str] | None = None,
) -> tuple[MatterNote, ...]:
    """Matters of a noun that a reader sees, in order of time.

    Raises
    ------
    Refused
        `investment.not-found` for an investment that the reader does not see.
    """
    of = seen_row(rights, investment) if investment else None
    return tuple(notes_of(reading, rights, matters.rows(rights, noun, investment=of, states=states)))


def notes_of(reading: Reading, rights: Rights, rows: Iterable[Matter]) -> list[MatterNote]:
    """What is told of some matters that a reader sees; steps and their words asked once for all."""
    shown = sorted(rows, key=lambda one: one.pk)
    of = {one.investment_id for one in shown if one.investment_id}
    whole = set(Investment.objects.filter(inside(rights), pk__in=of).values_list("pk", flat=True))
    own = {one.pk for one in shown if one.investment_id in whole or _is_own(rights, one)}
    steps = steps_of(shown, own)
    names = Names(reading)
    return [matter_note(rights, names, one, steps.get(one.pk, ()), is_inside=one.pk in own) for one in shown]


def _is_own(rights: Rights, row: Matter) -> bool:
    """Whether somebody who signed in is asked about it, or it belongs to no investment."""
    posts = standing.posts_of(rights)
    if not posts:
        return False
    return row.investment_id is None or row.post in posts or row.body in standing.acts_for(rights)


def hidden_words(noun: str) -> frozenset[str]:
    """Fields of a matter that hold words of somebody."""
    known = matters.HANDLINGS.get(noun)
    return WORDED | known.words if known else WORDED


def matter_note(
    rights: Rights, names: Names, row: Matter, steps: tuple[StepNote, ...], *, is_inside: bool
) -> MatterNote:
    """A matter with its steps; an outsider gets no words out of its data."""
    hidden = hidden_words(row.noun)
    return MatterNote(
        row.noun,
        row.token,
        row.code,
        row.state,
        row.revision,
        row.investment.code if row.investment else "",
        names.body(row.body),
        names.post(row.post),
        row.due_on,
        row.data if is_inside else without(row.data, hidden),
        from_ms(row.begun_at).date(),
        row.begun_by,
        steps,
        matters.verbs_for(rights, row) if is_inside and rights.posts else (),
    )


def without(data: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Data without some fields, however deep they lie."""
    return {name: _cut(one, hidden) for name, one in data.items() if name not in hidden}


def _cut(found: Any, hidden: frozenset[str]) -> Any:
    if isinstance(found, Mapping):
        return without(found, hidden)
    return [_cut(one, hidden) for one in found] if isinstance(found, list) else found


def steps_of(rows: Iterable[Matter], told: set[int]) -> dict[int, tuple[StepNote, ...]]:
    """Steps of matters by row number of the matter; words of those in `told` alone."""
    known = Step.objects.filter(matter__in=[one.pk for one in rows]).select_related("matter").order_by("pk")
    found: dict[int, list[StepNote]] = {}
    steps = list(known)
    words = words_of(one for one in steps if one.matter_id in told)
    for one in steps:
        found.setdefault(one.matter_id or 0, []).append(step_note(one, words.get(one.pk, "")))
    return {number: tuple(steps) for number, steps in found.items()}


def steps_on(row: Investment, rights: Rights) -> tuple[StepNote, ...]:
    """Steps of an investment itself, the newest last."""
    rows = list(Step.objects.filter(investment=row, matter=None).order_by("pk"))
    words = words_of(rows) if is_inside(rights, row) else {}
    return tuple(step_note(one, words.get(one.pk, "")) for one in rows)


def words_of(steps: Iterable[Step]) -> dict[int, str]:
    """Words of steps by row number; those that were erased are not there."""
    return dict(StepWords.objects.filter(step__in=[one.pk for one in steps]).values_list("step", "text"))


def step_note(row: Step, words: str) -> StepNote:
    """One step."""
    return StepNote(
        row.noun,
        row.verb,
        row.before,
        row.state,
        from_ms(row.at),
        row.by,
        words,
        row.document,
        row.matter.token if row.matter else "",
        {name: one for name, one in row.data.items() if name != "content"},
    )
