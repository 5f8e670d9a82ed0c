"""Are forms published as text, with every name looked up and each datum asked for once?"""

from datetime import date
from pathlib import Path

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.services.collection import forms
from styrbord.services.rights import OPERATOR
from styrbord.store.collection.models import FormVersion
from styrbord.store.ledger.models import Event
from tests.contract.forms import MONTHLY, board, published

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path) -> None:
    """A board with one form."""
    board(tmp_path / "county")
    published()


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        published(text)
    return [(problem.code, problem.place) for problem in refusal.value.problems]


def test_a_form_is_kept_as_its_text_and_told() -> None:
    assert forms.export() == MONTHLY + "\n" or forms.export() == MONTHLY
    (event,) = Event.objects.filter(verb="form.published")
    assert event.about == "labour"
    assert event.data["number"] == 1


def test_publishing_the_same_text_again_makes_no_version() -> None:
    published()
    assert [one.number for one in forms.versions("labour")] == [1]


def test_a_changed_form_gets_a_version_and_the_old_one_can_be_read() -> None:
    before = forms.versions("labour")[0]
    published(MONTHLY.replace("days = 10", "days = 12"))
    assert [one.number for one in forms.versions("labour")] == [2, 1]
    assert forms.form("labour").due.days == 12
    assert forms.form("labour", before.at).due.days == 10


def test_a_key_that_was_used_publishes_nothing_again() -> None:
    changed = MONTHLY.replace("days = 10", "days = 12")
    forms.publish(changed, by=OPERATOR, key="k")
    published()
    assert forms.publish(changed, by=OPERATOR, key="k") == "labour"
    assert forms.form("labour").due.days == 10


def test_every_unknown_name_is_told_at_once_and_nothing_is_published() -> None:
    wrong = MONTHLY.replace('"jobs"', '"job"').replace('"north"', '"nort"').replace('"county"]', '"shire"]')
    wrong = wrong.replace("vacancies <= jobs", "vacances <= jobs").replace("days = 10", 'calendar = "XX"')
    wrong = wrong.replace('frequency = "M"', 'owner = "nobody"\nfrequency = "M"')
    assert refused(wrong) == [
        ("form.unknown-calendar", "labour, due"),
        ("form.unknown-name", "labour"),
        ("form.unknown-name", "labour"),
        ("form.unknown-name", "labour, obliged"),
        ("form.unknown-name", "labour, items 1"),
        ("expression.unknown-name", "labour, rules 1"),
    ]
    assert FormVersion.objects.count() == 1


def test_an_unknown_code_of_a_breakdown_is_refused() -> None:
    text = MONTHLY.replace('"jobs"', '"jobs"\nbreakdown = "SEX=M"')
    assert refused(text) == [("form.unknown-name", "labour, items 1")]
    published(MONTHLY.replace('"jobs"', '"jobs"\nbreakdown = "SEX=F"'))


def test_a_datum_that_another_form_asks_of_the_same_subject_is_refused() -> None:
    text = MONTHLY.replace('"labour"', '"again"')
    assert refused(text) == [("form.asked-twice", "again, items 1"), ("form.asked-twice", "again, items 2")]
    published(text.replace('"north"', '"south"'))


def test_two_forms_of_one_text_are_compared_with_each_other() -> None:
    text = MONTHLY.replace('"north"', '"south"')
    both = text.replace('"labour"', '"one"') + text.replace('"labour"', '"two"')
    assert {code for code, _ in refused(both)} == {"form.asked-twice"}


def test_a_form_may_follow_one_that_has_ended() -> None:
    published(MONTHLY.replace('first = "2025-01"', 'first = "2025-01"\nlast = "2025-12"'))
    published(MONTHLY.replace('"labour"', '"again"').replace("2025-01", "2026-01"))
    assert {one.code for one in forms.known()} >= {"labour", "again"}


def test_a_yearly_indicator_is_not_asked_for_each_month() -> None:
    text = MONTHLY.replace('"vacancies"', '"people"').replace("vacancies <= jobs", "people >= jobs")
    assert refused(text) == [("form.other-rhythm", "labour, items 2")]


def test_subjects_below_the_root_are_obliged_and_periods_open_when_they_have_ended() -> None:
    form = forms.form("labour")
    assert forms.obliged(form, "2025-01") == ["n1", "n2"]
    assert forms.due_day(form, "2025-01") == date(2025, 2, 10)
    assert forms.open_periods(form, date(2025, 3, 1)) == [Period.parse("2025-01"), Period.parse("2025-02")]
    assert forms.open_periods(form, date(2025, 1, 31)) == []


def test_an_unknown_form_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(Refused, match="labour"):
        forms.form("labor")
