"""How long does the week of a post with 500 open things take beside hand-written SQL for the same list?

200 forms to hand in, 100 questions, 100 deviations and 100 promises of one post. The SQL takes the post's
periods and its subtree as given, and every word that depends on the day is left to whoever reads its rows. It
asks for the rights of the person, for the columns that the page shows of each thing, and also for what this
post happens to have none of: the page does not know that either. It checks that the number behind a question
is shown, and that none is hidden in the series of a deviation.

Measured are the week while nothing happens, after an event that touches no room of the list (somebody signs
in), after one of its own (a promise is given), and gathered whole, as by a process that has just begun.

    python -m bench.week
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from bench.site import migrate, vendor
from bench.timing import Pair, keep, median_pair, paired, ratio_row, seconds
from styrbord.core.base.periods import FREQUENCY_CODE, Frequency, Period
from styrbord.services import clock, memory, people, rights, signing, week
from styrbord.services.collection import forms
from styrbord.services.loading import load_pack
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
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
PARTS = {"due", "asked", "deviating", "promised"}
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
SERIES = (
    "SELECT 1 FROM observation o WHERE o.indicator = i.id AND o.subject = s.id AND o.scenario = 0"
    " AND o.breakdown = 1 AND o.run = 0 AND o.horizon = 0 AND o.frequency = {frequency}"
    " AND o.shown_from <= {now} AND o.shown_to > {now}"
)
SHOWN = f"EXISTS ({SERIES} AND o.period = {{period}})"
HIDDEN = f"EXISTS ({SERIES} AND o.status = 'Q')"
LIVE = (
    "{0}.ended_at IS NULL AND {0}.valid_from <= CURRENT_DATE"
    " AND ({0}.valid_to IS NULL OR {0}.valid_to >= CURRENT_DATE)"
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


def _of_rights(person: str) -> tuple[str, ...]:
    """What somebody may, by posts that they hold and act for."""
    return (
        f"SELECT r.key, p.code FROM people_person r JOIN people_holding h ON {LIVE.format('h')}"
        " AND h.person_id = r.id JOIN people_post p ON p.id = h.post_id"
        f" WHERE r.key = '{person}'",
        "SELECT p.code, q.code FROM people_deputy d JOIN people_post p ON p.id = d.post_id"
        f" JOIN people_post q ON q.id = d.deputy_id WHERE q.code = '{POST}' AND {LIVE.format('d')}",
        "SELECT g.role, s.code, g.hierarchy, g.rubrics FROM people_grant g"
        " JOIN people_post p ON p.id = g.post_id LEFT JOIN spine_subject s ON s.id = g.subject_id"
        f" WHERE p.code = '{POST}' AND {LIVE.format('g')}",
    )


def _of_collection(now: int, same: Mapping[str, int]) -> tuple[str, ...]:
    """What is to be handed in, and what is asked."""
    return (
        "SELECT 'due', 'yearly/' || s.code || '/' || y.period, s.names, v.text, u.token, y.period,"
        " u.revision, k.content, m.words, m.cells, e.at, e.by FROM"
        " (SELECT '2024' AS period UNION ALL SELECT '2025') y"
        " JOIN spine_closure c ON 1 = 1 JOIN spine_subject a ON a.id = c.ancestor_id"
        " JOIN spine_subject n ON n.id = c.descendant_id"
        f" JOIN ({_names('subject', now)}) s ON s.id = n.id"
        " JOIN collection_formversion v ON v.form_id ="
        " (SELECT id FROM collection_form WHERE code = 'yearly')"
        f" AND v.shown_from <= {now} AND v.shown_to > {now}"
        " LEFT JOIN collection_submission u ON u.subject_id = n.id AND u.period = y.period"
        " LEFT JOIN collection_package k ON k.submission_id = u.id AND k.number = u.package"
        " LEFT JOIN collection_step e ON e.submission_id = u.id AND u.state = 'returned' AND e.id ="
        " (SELECT MAX(x.id) FROM collection_step x WHERE x.submission_id = u.id AND x.verb = 'return')"
        " LEFT JOIN collection_remark m ON m.step_id = e.id"
        " WHERE a.code = 'county' AND n.code <> 'county' AND c.hierarchy IN ('', 'administrative')"
        f" AND c.shown_from <= {now} AND c.shown_to > {now}"
        " AND (u.id IS NULL OR u.state IN ('draft', 'returned'))",
        "SELECT 'asked', t.token, i.names, s.names, t.period, t.owner, w.words, y.by, t.begun_at"
        " FROM participation_talk t"
        " JOIN participation_saying y ON y.talk_id = t.id AND y.number = 1"
        " LEFT JOIN participation_sayingwords w ON w.saying_id = y.id AND w.version = y.version"
        f" JOIN ({_names('indicator', now)}) i ON i.code = t.indicator"
        f" JOIN ({_names('subject', now)}) s ON s.code = t.subject"
        f" WHERE t.kind = 'question' AND t.answered_at IS NULL AND t.owner IN ('', '{POST}')"
        f" AND {SHOWN.format(**same)}",
    )


def _of_steering(now: int, same: Mapping[str, int]) -> tuple[str, ...]:
    """Deviations and promises."""
    hidden = HIDDEN.format(**same)
    return (
        f"SELECT address, post FROM collection_notice WHERE kind = 'deviation.to-accept' AND post = '{POST}'",
        "SELECT 'deviating', d.token, i.names, s.names, d.state, d.state_at, d.opened_at, d.holder,"
        " d.asked, d.revision, d.action_on, g.frequency, g.period FROM steering_deviation d"
        " JOIN steering_signal g ON g.id = d.last_id"
        f" JOIN ({_names('indicator', now)}) i ON i.id = d.indicator_id"
        f" JOIN ({_names('subject', now)}) s ON s.id = d.subject_id"
        f" WHERE (d.holder = '{POST}' OR d.holder = '' AND i.owner = '{POST}' OR d.asked = '{POST}')"
        f" AND d.state <> 'closed' AND d.explained_by_id IS NULL AND NOT {hidden}",
        "SELECT 'promised', p.token, s.names, w.text, p.state, p.state_at, p.due_on, p.wished_on,"
        " p.broken_on, p.asker, p.holder, p.asked, p.revision FROM steering_promise p"
        f" JOIN ({_names('subject', now)}) s ON s.id = p.subject_id"
        " LEFT JOIN steering_promisestep q ON q.promise_id = p.id AND q.revision = 1"
        " LEFT JOIN steering_promisewords w ON w.step_id = q.id"
        f" WHERE (p.holder = '{POST}' OR p.asked = '{POST}'"
        f" OR p.asker = '{POST}' AND p.wished_on IS NOT NULL) AND p.state IN ('asked', 'promised')",
    )


def _of_the_rest(person: str) -> tuple[str, ...]:
    """What this post happens to have none of."""
    return (
        "SELECT d.token, d.state, v.content, w.words, n.due_on FROM steering_decision d"
        " JOIN steering_decisionversion v ON v.decision_id = d.id AND v.revision = d.revision"
        " LEFT JOIN steering_decisionwords w ON w.version_id = v.id"
        " LEFT JOIN steering_decisionreview n ON n.decision_id = d.id AND n.done_at IS NULL"
        f" WHERE d.owner = '{POST}' AND d.state IN"
        " ('under-review', 'in-force', 'kept', 'missed', 'undecidable', 'reviewed')",
        "SELECT d.token, v.content, w.words, q.due_on FROM steering_critic c"
        " JOIN steering_critique q ON q.id = c.critique_id AND q.closed_at IS NULL"
        " JOIN steering_decision d ON d.id = q.decision_id"
        " JOIN steering_decisionversion v ON v.decision_id = d.id AND v.revision = d.revision"
        " LEFT JOIN steering_decisionwords w ON w.version_id = v.id"
        f" WHERE c.post = '{POST}' AND d.state IN ('proposed', 'under-review')",
        "SELECT c.token, c.names, c.weekday, c.weeks, c.since FROM steering_circlemember m"
        " JOIN steering_circle c ON c.id = m.circle_id"
        f" WHERE m.post = '{POST}' AND m.to_at IS NULL",
        "SELECT token, title, state, seeker FROM collection_datarequest"
        f" WHERE state IN ('wanted', 'found', 'mapped') AND seeker IN ('', '{POST}')",
        "SELECT kind, code, reason FROM steering_publicitychange"
        f" WHERE state = 'proposed' AND proposed_person <> '{person}'",
    )


class ByHand:
    """The hand-written SQL of the same list."""

    def __init__(self, person: str) -> None:
        """Write the statements for a person, with what they take as given."""
        now = to_ms(clock.now())
        period, yearly = Period.parse("2025").ordinal, FREQUENCY_CODE[Frequency.ANNUAL]
        same = {"now": now, "frequency": yearly, "period": period}
        self._statements = (
            *_of_rights(person),
            *_of_collection(now, same),
            *_of_steering(now, same),
            *_of_the_rest(person),
        )

    def read(self, _: int = 0) -> list[tuple[object, ...]]:
        """Rows of every statement."""
        cursor = connection.connection.cursor()
        found: list[tuple[object, ...]] = []
        for sql in self._statements:
            cursor.execute(sql)
            found += cursor.fetchall()
        return found

    def things(self) -> set[tuple[str, str]]:
        """Part and name of each thing."""
        return {(str(row[0]), str(row[1])) for row in self.read() if row[0] in PARTS}


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


def told(verb: str) -> None:
    """Let something have happened."""
    with work("bench", clock.now()) as piece:
        piece.tell(verb, "bench", {})


def after(verb: str) -> Pair:
    """The week each time once something has happened; only the reading is measured."""
    by_hand, found = ByHand(_PERSON[0]), []
    for turn in range(TIMES):
        told(verb)
        mine = partial(seconds, partial(ours, turn))
        theirs = partial(seconds, partial(by_hand.read, turn))
        one, other = (mine(), theirs()) if turn % 2 else (theirs(), mine())
        found.append((one, other) if turn % 2 else (other, one))
    return median_pair(found)


def whole(_: int = 0) -> week.Week:
    """The same with nothing of it remembered."""
    memory.forget()
    return ours()


_PERSON: list[str] = []


def main() -> None:
    """Make the board on first use, see that both say the same, and measure."""
    migrate()
    if not Talk.objects.exists():
        board()
    _PERSON.append(str(Holding.objects.get(post__code=POST).person.key))
    by_hand = ByHand(_PERSON[0])
    mine, theirs = {(str(one.part), one.name) for one in ours().things}, by_hand.things()
    if mine != theirs or len(mine) != 5 * TOWNS:
        raise SystemExit(f"{len(mine)} things here, {len(theirs)} by hand, {len(mine ^ theirs)} differ")
    what, beside = f"My week of a post with {len(mine)} open things", "the SQL for the same list"
    measured = {
        "while nothing happens": paired(ours, by_hand.read, times=TIMES),
        "after somebody has signed in": after("person.signed-in"),
        "after a promise was given": after("promise.given"),
        "after something that touches all of it": after("pack.loaded"),
        "with nothing remembered": paired(whole, by_hand.read, times=TIMES),
    }
    rows = [ratio_row(f"{what}, {when}", vendor(), pair, 3, beside) for when, pair in measured.items()]
    keep("week", vendor(), rows)


if __name__ == "__main__":
    main()
