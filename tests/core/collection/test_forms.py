"""Is a form's text read whole, with everything that is wrong told, and are its days counted right?"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.codes import breakdown_text
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.collection.forms.calendars import after, is_working
from styrbord.core.collection.forms.due import StepKind, come, due_day, last_ended, open_periods, steps
from styrbord.core.collection.forms.model import Due, Form, Item, Jumps, Obliged, Rule, Weight
from styrbord.core.collection.forms.text import read_forms, write_forms

WORDS = st.text(min_size=1, max_size=20)
CODES = st.text("abcXYZ019_", min_size=1, max_size=8)
TEXTS = st.fixed_dictionaries({}, optional={"en": WORDS, "ru": WORDS, "sv": WORDS})
NUMBERS = st.floats(-1e200, 1e200)
DAYS = st.lists(st.integers(0, 400), max_size=3).map(tuple)
ITEMS = st.builds(
    Item,
    indicator=CODES,
    breakdown=st.dictionaries(CODES, CODES, max_size=2).map(breakdown_text),
    low=st.none() | NUMBERS,
    high=st.none() | NUMBERS,
    decimals=st.none() | st.integers(0, 15),
    is_required=st.booleans(),
    hint=TEXTS,
)
RULES = st.builds(
    Rule,
    code=CODES,
    expression=st.sampled_from(["a <= b", "a = b + c", "not (a > 1)"]),
    weight=st.sampled_from(Weight),
    messages=TEXTS,
    tolerance=st.floats(0, 1e6),
)
FORMS = st.builds(
    Form,
    code=CODES,
    names=TEXTS,
    intro=TEXTS,
    frequency=st.sampled_from([str(one) for one in Frequency]),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    obliged=st.builds(Obliged, st.lists(CODES, max_size=2).map(tuple), CODES, CODES, CODES),
    due=st.builds(Due, st.integers(0, 400), st.sampled_from(["", "SE", "RU"]), DAYS, DAYS, DAYS),
    levels=st.lists(CODES, max_size=3).map(tuple),
    rules=st.lists(RULES, max_size=2).map(tuple),
    jumps=st.builds(Jumps, st.floats(0, 1e9), st.floats(0, 1e9)),
    recipients=st.lists(CODES, max_size=2).map(tuple),
    owner=CODES,
)
RULE = '[[forms.rules]]\ncode = "r"\nexpression = '
GOOD = """\
[[forms]]
code = "labour"
name_en = "Labour"
frequency = "M"
levels = ["municipality"]

[forms.obliged]
root = "north"
level = "municipality"

[forms.due]
days = 10

[[forms.items]]
indicator = "jobs"
"""


@settings(deadline=None)
@given(st.lists(FORMS, min_size=1, max_size=2))
def test_what_is_written_is_read_again_and_written_the_same(forms: list[Form]) -> None:
    text = write_forms(forms)
    read, _ = read_forms(text)
    assert read == forms
    assert write_forms(read) == text


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    forms, problems = read_forms(text)
    assert forms or problems


def swap(old: str, new: str, count: int = -1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def more(lines: str) -> Callable[[str], str]:
    return lambda text: text + lines


def codes(text: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in read_forms(text)[1]]


def test_a_sound_form_has_no_problem() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda _: "[[form]]", [("form.unknown-key", "")]),
        (swap("days", "dayz"), [("form.unknown-key", "labour, due")]),
        (swap("10", '"ten"'), [("form.unfit", "labour, due")]),
        (swap("10", "-1"), [("form.unfit", "labour, due")]),
        (swap("10", "true"), [("form.unfit", "labour, due")]),
        (more("low = nan\n"), [("form.unfit", "labour, items 1")]),
        (swap('"M"', '"X"'), [("form.unknown-word", "labour")]),
        (swap('"labour"', '"a b"'), [("form.no-code", "a b")]),
        (swap('name_en = "Labour"', ""), [("form.no-name", "labour")]),
        (more(GOOD), [("form.twice", "")]),
        (more('[[forms.items]]\nindicator = "jobs"\n'), [("form.twice", "labour")]),
        (more("low = 2\nhigh = 1\n"), [("form.bounds", "labour, items 1")]),
        (more('breakdown = "SEX"\n'), [("breakdown.unreadable", "labour, items 1")]),
        (swap('root = "north"', ""), [("form.no-obliged", "labour, obliged")]),
        (swap("root =", 'subjects = ["n1"]\nroot ='), [("form.obliged-twice", "labour, obliged")]),
        (swap('"M"', '"M"\nfirst = "2025-02"\nlast = "2025-01"'), [("form.empty-span", "labour")]),
        (swap('"M"', '"M"\nfirst = "2025"'), [("form.other-frequency", "labour, first")]),
        (swap('"M"', '"M"\nlast = "x"'), [("period.unreadable", "labour, last")]),
        (swap("10", '10\ncalendar = "SWE"'), [("form.unknown-calendar", "labour, due")]),
        (more(RULE + '"a + b"\n'), [("form.no-claim", "labour, rules 1")]),
        (more(RULE + '"a <"\n'), [("expression.syntax", "labour, rules 1")]),
        (lambda _: "", [("form.none", "")]),
        (lambda _: "[[", [("form.toml", "")]),
        (lambda _: "forms = 1", [("form.unfit", "")]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    change: Callable[[str], str], told: list[tuple[str, str]]
) -> None:
    assert codes(change(GOOD)) == told


def naive(day: date, count: int, code: str) -> date:
    """Days looked at one by one, in plain words."""
    candidates = [day + timedelta(days=step) for step in range(count * 3 + 60)]
    working = [one for one in candidates[1:] if is_working(one, code)]
    if count:
        return working[count - 1]
    return next(one for one in candidates if is_working(one, code))


@settings(deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2035, 12, 31)), st.integers(0, 60), st.sampled_from(["SE", "RU", "DE-BY"])
)
def test_working_days_agree_with_a_naive_count(day: date, count: int, code: str) -> None:
    assert after(day, count, code) == naive(day, count, code)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_without_a_calendar_every_day_counts(day: date, count: int) -> None:
    assert (after(day, count, "") - day).days == count


@pytest.mark.parametrize(
    ("period", "days", "calendar", "expected"),
    [
        ("2025-12", 3, "SE", date(2026, 1, 7)),  # New Year's Day, a weekend and Epiphany between
        ("2025-12", 1, "RU", date(2026, 1, 12)),  # New Year's holidays
        ("2024-02", 1, "", date(2024, 3, 1)),  # a leap year's February has 29 days
        ("2023-02", 1, "", date(2023, 3, 1)),
        ("2024-Q4", 0, "SE", date(2025, 1, 2)),  # New Year's Eve is no day of work
        ("2026-W01", 5, "", date(2026, 1, 9)),
        ("2025-01/P9M", 10, "", date(2025, 10, 10)),
        ("2025", 60, "", date(2026, 3, 1)),
    ],
)
def test_due_days_at_ends_of_years_and_in_leap_years(
    period: str, days: int, calendar: str, expected: date
) -> None:
    assert due_day(Due(days, calendar), Period.parse(period)) == expected


@settings(deadline=None)
@given(st.sampled_from(list(Frequency)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_the_newest_period_has_ended_and_the_next_has_not(frequency: Frequency, today: date) -> None:
    newest = last_ended(frequency, today)
    assert newest.last_day < today <= newest.shift(1).last_day


def test_periods_open_from_the_first_to_the_last() -> None:
    form = Form("f", frequency="M", first="2025-01", last="2025-03")
    assert list(map(str, open_periods(form, date(2025, 1, 1), date(2025, 2, 28)))) == ["2025-01"]
    assert len(open_periods(form, date(2025, 1, 1), date(2026, 1, 1))) == 3
    assert list(map(str, open_periods(Form("f", frequency="M"), date(2025, 5, 9), date(2025, 5, 9)))) == [
        "2025-04"
    ]


@settings(deadline=None)
@given(DAYS, DAYS, DAYS, st.integers(-500, 500))
def test_one_reminder_at_most_and_every_escalation_have_come(
    remind: tuple[int, ...], overdue: tuple[int, ...], escalate: tuple[int, ...], ahead: int
) -> None:
    due, day = Due(0, "", remind, overdue, escalate), date(2026, 1, 1)
    today = day + timedelta(days=ahead)
    found = come(due, day, today)
    reminders = [step for step in found if step.kind is not StepKind.ESCALATE]
    assert len(reminders) <= 1
    assert all(step.day <= today for step in found)
    assert len(found) - len(reminders) == sum(days <= ahead for days in set(escalate))
    later = [step for step in steps(due, day) if step.kind is not StepKind.ESCALATE and step.day <= today]
    assert not reminders or reminders[0].day == max(step.day for step in later)
