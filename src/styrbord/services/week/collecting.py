"""Which numbers wait: to be handed in, sent back, to be approved or released?"""

from collections.abc import Iterator, Mapping

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.collection.forms.model import Form
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
    found = duties.duties_by(rights)
    if not found:
        return
    known = {form.code: form for form in forms.known()}
    stand = standings(one.token for one in found)
    for duty in found:
        yield _thing(reading, duty, known[duty.form], stand.get(duty.token))


def _thing(reading: Reading, duty: Duty, form: Form, stands: Standing | None) -> Thing:
    period, subjects = Period.parse(duty.period), reading.register.subjects()
    names: Text = subjects[duty.subject].names if duty.subject in subjects else {"en": duty.subject}
    is_back = duty.state == State.RETURNED
    is_own = duty.action is Action.PREPARE
    return Thing(
        part=Part.RETURNED if is_back else Part.DUE if is_own else Part.ASKED,
        why="returned" if is_back else _why(duty),
        name=duty.token or f"{duty.form}/{duty.subject}/{duty.period}",
        titles=(form.names or {"en": form.code}, names),
        due_on=duty.due,
        since=stands.at.date() if stands and (is_back or not is_own) else period.shift(1).first_day,
        address=_address(duty),
        period=period,
        post=duty.post,
        words=stands.words if stands else "",
        by=stands.by if stands else "",
        remarks=_remarks(reading, stands.cells) if stands else (),
        form=duty.form,
        subject=duty.subject,
        token=duty.token,
        asked=len(form.items),
        filled=stands.filled if stands else 0,
        moves=("confirm",) if is_own else (),
        revision=stands.revision if stands else 0,
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
