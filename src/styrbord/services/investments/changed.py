"""What does each change request move, before and after?"""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.plan import Plan, line_code
from styrbord.core.investments.portfolio.request_text import ChangeText, change_text
from styrbord.core.people.rights import Rights
from styrbord.services.investments import matters
from styrbord.services.investments.change_notes import ChangeNote, DeltaNote
from styrbord.services.investments.keeping import plan_of_row, plan_of_text
from styrbord.services.investments.mattering import notes_of
from styrbord.services.investments.notes import MatterNote
from styrbord.services.investments.seeing import seen
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, Matter, PlanVersion

DECIDING = frozenset({"approve", "reject"})
_FIELDS = frozenset(one.name for one in fields(ChangeText))
NOTHING = ChangeText()


def change_notes(reading: Reading, rights: Rights, row: Investment) -> tuple[ChangeNote, ...]:
    """Change requests that touch an investment, as a reader sees them, the newest first."""
    told = [
        one
        for one in matters.rows(rights, "change")
        if one.investment_id == row.pk or row.code in one.data.get("plans", ())
    ]
    known = {one.token: one for one in told}
    notes = notes_of(reading, rights, told)
    return tuple(change_note(rights, note, known[note.token]) for note in reversed(notes))


def change_note(rights: Rights, note: MatterNote, row: Matter) -> ChangeNote:
    """One change request; numbers of plans that the reader does not see are left out."""
    text = _text(row)
    own = {row.investment.code} if row.investment else set()
    codes = sorted({*text.plans, *own, *row.data.get("plans", ())})
    plans = {one.code: one for one in seen(rights).filter(code__in=codes)}
    decided = [one for one in note.steps if one.verb in DECIDING]
    first = note.steps[0].words if note.steps else ""
    return ChangeNote(
        note.token,
        note.state,
        note.revision,
        tuple(code for code in codes if code in plans),
        tuple(delta for one in plans.values() for delta in _deltas(one, row, text)),
        str(note.data.get("reason") or first),
        note.begun_on,
        note.begun_by,
        decided[-1].at.date() if decided else None,
        decided[-1].document if decided else "",
        note.verbs,
    )


def _text(row: Matter) -> ChangeText:
    """What a request says; nothing where it cannot be read, as before it is whole."""
    try:
        return change_text({name: one for name, one in row.data.items() if name in _FIELDS})
    except Refused:
        return NOTHING


def _before(row: Investment, token: str) -> Plan:
    """Plan before a request: that of the version before the one it made, else the newest."""
    made = PlanVersion.objects.filter(investment=row, change=token).first()
    if made is None:
        return plan_of_row(row)
    texts = PlanVersion.objects.filter(investment=row, number=made.number - 1).values_list("text", flat=True)
    return plan_of_text(texts.get())


def _deltas(row: Investment, matter: Matter, text: ChangeText) -> Iterator[DeltaNote]:
    plan = _before(row, matter.token)
    own = {line_code(plan.code, one.code): one.likely for one in plan.investment.costs}
    for one in text.money:
        if one.line.partition("/")[0] == plan.code:
            known = own.get(one.line)
            yield _delta("line", one.line, known.amount if known else None, one.amount)
    targets = {line_code(plan.code, one.code): one.target for one in plan.results}
    for moved in text.results:
        if moved.result.partition("/")[0] == plan.code:
            yield _delta("result", moved.result, targets.get(moved.result), moved.change)
    if plan.code in text.ends_on:
        before, after = plan.ends_on, text.ends_on[plan.code]
        days = (after - before).days if before else None
        yield DeltaNote(
            "date", plan.code, str(before or ""), str(after), "" if days is None else f"{days:+d}"
        )


def _delta(what: str, code: str, before: Decimal | None, change: Decimal) -> DeltaNote:
    after = None if before is None else before + change
    return DeltaNote(what, code, _plain(before), _plain(after), f"{change:+f}")


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
