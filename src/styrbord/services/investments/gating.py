"""Which gates has an investment passed and when, and what does the next one still lack?"""

from collections.abc import Iterable, Mapping, Sequence

from styrbord.core.investments.portfolio.classes import Process
from styrbord.core.investments.portfolio.workflow import Noun, Stage, move_of, verbs_in
from styrbord.core.people.rights import Rights
from styrbord.services.investments import moving
from styrbord.services.investments.notes import GateNote, StepNote, WantingNote
from styrbord.store.investments.models import Investment, Matter

ORDER = (
    Stage.IDEA,
    Stage.APPRAISING,
    Stage.DECIDED,
    Stage.PROCURING,
    Stage.EXECUTING,
    Stage.DELIVERED,
    Stage.REALISING,
    Stage.CLOSED,
)
ASIDE = frozenset({"pause", "stop"})


def gate_notes(row: Investment, steps: Sequence[StepNote]) -> tuple[GateNote, ...]:
    """The strip of gates, from the steps of the investment in order of time."""
    came = {Stage(one.state): one for one in steps if one.state in ORDER}
    at = ORDER.index(_place(row, steps))
    aside = row.stage if row.stage in (Stage.PAUSED, Stage.STOPPED) else "now"
    found = []
    for number, stage in enumerate(ORDER):
        if stage is Stage.PROCURING and row.process == Process.LIGHT and stage not in came:
            continue
        is_passed = number < at or row.stage == stage == Stage.CLOSED
        state = "passed" if is_passed else aside if number == at else "ahead"
        step = came.get(stage) if number <= at else None
        conditions = _conditions(row) if stage is Stage.DECIDED and number <= at else 0
        found.append(
            GateNote(
                stage,
                state,
                step.at.date() if step else None,
                step.by if step else "",
                step.document if step else "",
                conditions,
            )
        )
    return tuple(found)


def _place(row: Investment, steps: Sequence[StepNote]) -> Stage:
    """Stage in which it is, or was before it was paused or stopped."""
    if row.stage in ORDER:
        return Stage(row.stage)
    if row.paused_in:
        return Stage(row.paused_in)
    told = [one.before for one in steps if one.verb in ASIDE and one.before in ORDER]
    return Stage(told[-1]) if told else Stage.IDEA


def _conditions(row: Investment) -> int:
    """Conditions of the newest conclusion on it."""
    told = Matter.objects.filter(investment=row, noun=Noun.ITEM, state="concluded").order_by("-pk")
    data: Mapping[str, object] = told.values_list("data", flat=True).first() or {}
    conditions = data.get("conditions")
    return len(conditions) if isinstance(conditions, list) else 0


def wanting_notes(rights: Rights, row: Investment) -> tuple[WantingNote, ...]:
    """The next steps but pausing and stopping, with what each still lacks; nothing for outsiders."""
    if not rights.posts:
        return ()
    return tuple(_wanting(rights, row, verb) for verb in _forward(verbs_in(Noun.INVESTMENT, row.stage)))


def _forward(verbs: Iterable[str]) -> list[str]:
    return [verb for verb in verbs if verb not in ASIDE and verb != "return"]


def _wanting(rights: Rights, row: Investment, verb: str) -> WantingNote:
    line = move_of(Noun.INVESTMENT, row.stage, verb)
    assert line is not None
    problems = tuple(moving.wanting(rights, row, verb))
    return WantingNote(verb, line.leads_to, tuple(sorted(line.needs)), problems)
