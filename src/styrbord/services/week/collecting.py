"""Which numbers wait: to be handed in, sent back, to be approved or released?"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from styrbord.core.base.periods import Period
from styrbord.core.collection.workflow import State
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.week import Part
from styrbord.services.collection import duties, forms
from styrbord.services.collection.duties import Duty
from styrbord.services.collection.standings import Standing, standings
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Remark, Thing

WHY = {Action.REVIEW: "to-review", Action.RELEASE: "to-release"}


def things(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Everything in the collection that waits for somebody with some rights."""
    shown = forms.shown() if rights.rights else {}
    found = duties.duties_in(rights, shown)
    stand = standings(one.token for one in found if one.token)
    begin, subjects = cache(_begins), reading.register.subjects()
    for duty in found:
        form, names = shown[duty.form][0], subjects.get(duty.subject)
        period, since = begin(duty.period)
        titles = (form.names or {"en": form.code}, names.names if names else {"en": duty.subject})
        stands = stand.get(duty.token) if duty.token else None
        one = Thing(
            part=Part.DUE if duty.action is Action.PREPARE else Part.ASKED,
            why=_why(duty),
            name=duty.token or f"{duty.form}/{duty.subject}/{duty.period}",
            titles=titles,
            due_on=duty.due,
            since=since,
            address=_address(duty),
            period=period,
            post=duty.post,
            form=duty.form,
            subject=duty.subject,
            token=duty.token,
            asked=len(form.items),
            moves=("confirm",) if duty.action is Action.PREPARE else (),
        )
        yield one if stands is None else _begun(reading, one, duty, stands)


def _begins(text: str) -> tuple[Period, date]:
    """Period of a text, and the day from which it can be handed in."""
    period = Period.parse(text)
    return period, period.shift(1).first_day


def _begun(reading: Reading, one: Thing, duty: Duty, stands: Standing) -> Thing:
    """A thing that somebody has begun, with how it stands and what was said to it."""
    is_back, is_own = duty.state == State.RETURNED, duty.action is Action.PREPARE
    return one._replace(
        part=Part.RETURNED if is_back else one.part,
        why="returned" if is_back else one.why,
        since=stands.at.date() if is_back or not is_own else one.since,
        words=stands.words,
        by=stands.by,
        remarks=_remarks(reading, stands.cells),
        filled=stands.filled,
        revision=stands.revision,
    )


def _why(duty: Duty) -> str:
    if duty.action is not Action.PREPARE:
        return WHY[duty.action]
    return "begun" if duty.token else "not-begun"


def _address(duty: Duty) -> str:
    if duty.token:
        return f"/collect/{duty.token}/"
    return f"/collect/{duty.form}/{duty.subject}/{duty.period}/"


def _remarks(reading: Reading, cells: Mapping[str, str]) -> tuple[Remark, ...]:
    """Words to cells; an indicator that the reader may not see goes without its name."""
    known = reading.register.indicators()
    found = []
    for key, words in cells.items():
        code = key.partition("|")[0]
        found.append(Remark(known[code].names if code in known else {}, words))
    return tuple(found)
