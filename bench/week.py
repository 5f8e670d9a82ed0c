"""How long does the week of a post with 500 open things take beside hand-written SQL for the same list?

200 forms to hand in, 100 questions, 100 deviations and 100 promises of one post. The SQL takes the post's
codes, its periods and its subtree as given, joins names and words, and checks that each number behind a
deviation or question is shown; what is measured beside it looks up rights, names and the moment as well.
Both give the same things.

    python -m bench.week
"""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from bench.site import migrate, vendor
from bench.timing import keep, paired, ratio_row
from styrbord.core.base.periods import FREQUENCY_CODE, Frequency, Period
from styrbord.services import clock, memory, people, rights, signing, week
from styrbord.services.collection import forms
from styrbord.services.loading import load_pack
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR
from styrbord.store.clock import to_ms
from styrbord.store.participation.models import Saying, SayingWords, Talk
from styrbord.store.people.models import Holding
from styrbord.store.spine.models import Indicator, Subject
from styrbord.store.steering.models import (
    Deviation,
    Promise,
    PromiseStep,
    PromiseWords,
    Signal,
    SignalRun,
)

TOWNS, INDICATORS, YEARS = 100, 10, ("2023", "2024", "2025")
POST, TIMES = "planner", 40
FORM = """\
[[forms]]
code = "yearly"
name_en = "Yearly figures"
frequency = "A"
first = "2024"
last = "2025"
levels = ["county"]
[forms.obliged]
root = "county"
level = "municipality"
[forms.due]
days = 30
""" + "".join(f'[[forms.items]]\nindicator = "i{number}"\n' for number in range(INDICATORS))
SHOWN = (
    "EXISTS (SELECT 1 FROM observation o WHERE o.indicator = i.id AND o.subject = s.id AND o.scenario = 0"
    " AND o.breakdown = 1 AND o.run = 0 AND o.horizon = 0 AND o.frequency = {frequency}"
    " AND o.period = {period}"
    " AND o.shown_from <= {now} AND o.shown_to > {now}{more})"
)


def town(number: int) -> str:
    """Code of a municipality."""
    return f"t{number:03}"


def board() -> None:
    """A county, its figures, and 500 open things of one post."""
    with TemporaryDirectory() as folder:
        _written(Path(folder))
        load_pack(Path(folder))
    people.add_post(POST, "Planner", by=OPERATOR)
    for role in ("owner", "preparer"):
        asked = Asked(role=role, first=date(2020, 1, 1), basis="Order 1", subject="county")
        people.grant(POST, asked, by=OPERATOR)
    forms.publish(FORM, by=OPERATOR)
    signing.use_link(signing.make_link(POST))
    _asked()
    _deviating()
    _promised()


def _written(folder: Path) -> None:
    rows = ["territory_code,name_en,type,parent_code", "county,County,county,"]
    rows += [f"{town(number)},Town {number},municipality,county" for number in range(TOWNS)]
    _file(folder / "territories.csv", rows)
    head = "indicator_code,name_en,unit,over_time,owner"
    _file(
        folder / "indicators.csv",
        [head, *(f"i{n},Figure {n},persons,last,{POST}" for n in range(INDICATORS))],
    )
    _file(
        folder / "observations.csv",
        [
            "territory_code,indicator_code,period,value",
            *(
                f"{town(at)},i{number},{year},{1000 + at}"
                for at in range(TOWNS)
                for number in range(INDICATORS)
                for year in YEARS
            ),
        ],
    )
    (folder / "pack.toml").write_text('[pack]\ncode = "weekly"\nvintage = "2026"\n', encoding="utf-8")


def _file(path: Path, rows: Iterable[str]) -> None:
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")


def _asked() -> None:
    now = to_ms(clock.now())
    for number in range(TOWNS):
        talk = Talk.objects.create(
            token=secrets.token_hex(8), indicator=f"i{number % INDICATORS}", subject=town(number),
            period="2025", kind="question", owner=POST, begun_at=now - number * 3_600_000,
        )  # fmt: skip
        said = Saying.objects.create(
            talk=talk, number=1, kind="question", by="somebody", at=talk.begun_at, has_value=True
        )
        SayingWords.objects.create(saying=said, version=1, words="Why so few?", at=talk.begun_at)


def _deviating() -> None:
    now, period = to_ms(clock.now()), Period.parse("2025").ordinal
    run = SignalRun.objects.create(question="bench", at=now, rules="bench", share=0.1, tested=TOWNS)
    for number in range(TOWNS):
        place = {
            "indicator": Indicator.objects.get(code=f"i{number % INDICATORS}"),
            "subject": Subject.objects.get(code=town(number)),
            "track": "plan",
            "direction": "adverse",
        }
        signal = Signal.objects.create(
            run=run, frequency="A", period=period, since=period, value=1000 + number, expected=2000, size=1,
            rank=1, evidence={"editions": []}, **place,
        )  # fmt: skip
        Deviation.objects.create(
            token=f"case-{number}", opened_at=now, opened_by=signal, last=signal, severity=1, peak=1, **place
        )


def _promised() -> None:
    now, today = to_ms(clock.now()), clock.now().date()
    for number in range(TOWNS):
        due = today + timedelta(days=number - 20)
        row = Promise.objects.create(
            token=secrets.token_hex(8), subject=Subject.objects.get(code=town(number)), state="promised",
            state_at=now, given_at=now, asker="somebody", holder=POST, first_due_on=due, due_on=due,
        )  # fmt: skip
        step = PromiseStep.objects.create(
            promise=row, revision=1, verb="give", state="promised", at=now, by="somebody", post="somebody"
        )
        PromiseWords.objects.create(step=step, text="Count the homes anew")


class ByHand:
    """The hand-written SQL of the same list."""

    def __init__(self) -> None:
        """Write the statements with what they take as given."""
        now = to_ms(clock.now())
        same = {
            "now": now,
            "frequency": FREQUENCY_CODE[Frequency.ANNUAL],
            "period": Period.parse("2025").ordinal,
        }
        judged = SHOWN.format(**same, more=" AND o.value = g.value")
        self._statements = (
            "SELECT 'due', 'yearly/' || s.code || '/' || y.period, s.names, v.text, u.token, y.period FROM"
            " (SELECT '2024' AS period UNION ALL SELECT '2025') y"
            " JOIN spine_closure c ON 1 = 1 JOIN spine_subject a ON a.id = c.ancestor_id"
            " JOIN spine_subject n ON n.id = c.descendant_id"
            f" JOIN ({_names('subject', now)}) s ON s.id = n.id"
            " JOIN collection_formversion v ON v.form_id ="
            " (SELECT id FROM collection_form WHERE code = 'yearly')"
            f" AND v.shown_from <= {now} AND v.shown_to > {now}"
            " LEFT JOIN collection_submission u ON u.subject_id = n.id AND u.period = y.period"
            " WHERE a.code = 'county' AND n.code <> 'county' AND c.hierarchy IN ('', 'administrative')"
            f" AND c.shown_from <= {now} AND c.shown_to > {now}"
            " AND (u.id IS NULL OR u.state IN ('draft', 'returned'))",
            "SELECT 'asked', t.token, i.names, s.names, w.words, t.begun_at FROM participation_talk t"
            " JOIN participation_saying y ON y.talk_id = t.id AND y.number = 1"
            " JOIN participation_sayingwords w ON w.saying_id = y.id AND w.version = y.version"
            f" JOIN ({_names('indicator', now)}) i ON i.code = t.indicator"
            f" JOIN ({_names('subject', now)}) s ON s.code = t.subject"
            f" WHERE t.kind = 'question' AND t.answered_at IS NULL AND t.owner = '{POST}'"
            f" AND {SHOWN.format(**same, more='')}",
            "SELECT 'deviating', d.token, i.names, s.names, d.state, d.opened_at FROM steering_deviation d"
            " JOIN steering_signal g ON g.id = d.last_id"
            f" JOIN ({_names('indicator', now)}) i ON i.id = d.indicator_id"
            f" JOIN ({_names('subject', now)}) s ON s.id = d.subject_id"
            f" WHERE (d.holder = '{POST}' OR d.holder = '' AND i.owner = '{POST}') AND d.state <> 'closed'"
            f" AND d.explained_by_id IS NULL AND {judged}",
            "SELECT 'promised', p.token, s.names, w.text, p.due_on, p.asker FROM steering_promise p"
            f" JOIN ({_names('subject', now)}) s ON s.id = p.subject_id"
            " JOIN steering_promisestep q ON q.promise_id = p.id AND q.revision = 1"
            " JOIN steering_promisewords w ON w.step_id = q.id"
            f" WHERE (p.holder = '{POST}' OR p.asked = '{POST}') AND p.state IN ('asked', 'promised')",
        )

    def read(self, _: int = 0) -> list[tuple[object, ...]]:
        """Rows of every statement."""
        cursor = connection.connection.cursor()
        found: list[tuple[object, ...]] = []
        for sql in self._statements:
            cursor.execute(sql)
            found += cursor.fetchall()
        return found


def _names(kind: str, now: int) -> str:
    """Names of a kind as they are shown at a moment."""
    told = "v.names"
    if kind == "indicator":
        told = "v.definition ->> 'names' AS names, v.definition ->> 'owner' AS owner"
    return (
        f"SELECT r.id, r.code, {told} FROM spine_{kind} r"
        f" JOIN spine_{kind}version v ON v.{kind}_id = r.id AND v.shown_from <= {now} AND v.shown_to > {now}"
    )


def ours(_: int = 0) -> week.Week:
    """The week, with rights, names and the moment looked up."""
    return week.week_by(rights.rights_of_person(_PERSON[0]))


def gathered(_: int = 0) -> week.Week:
    """The same, as after something has happened: nothing of it is remembered."""
    memory.forget()
    return ours()


_PERSON: list[str] = []


def main() -> None:
    """Make the board on first use, see that both say the same, and measure."""
    migrate()
    if not Talk.objects.exists():
        board()
    _PERSON.append(str(Holding.objects.get(post__code=POST).person.key))
    by_hand = ByHand()
    mine = {(str(one.part), one.name) for one in ours().things}
    theirs = {(str(row[0]), str(row[1])) for row in by_hand.read()}
    if mine != theirs or len(mine) != 5 * TOWNS:
        raise SystemExit(f"{len(mine)} things here, {len(theirs)} by hand, {len(mine ^ theirs)} differ")
    what, beside = f"My week of a post with {len(mine)} open things", "the SQL for the same list"
    again = paired(ours, by_hand.read, times=TIMES)
    anew = paired(gathered, by_hand.read, times=TIMES)
    rows = [
        ratio_row(f"{what}, while nothing happens", vendor(), again, 3, beside),
        ratio_row(f"{what}, after something has happened", vendor(), anew, 3, beside),
    ]
    keep("week", vendor(), rows)


if __name__ == "__main__":
    main()
