"""Does an alarm live as long as its cause, once, and never end because nothing is known?"""

import math

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.signals.episodes import Episode, Key, Step, Verdict, carry_on, precision

KEY: Key = ("jobs", "fjordby", "residual", "adverse")
ALARM, QUIET, UNKNOWN, RESTLESS = (
    Verdict(KEY, is_alarm=True, severity=2.0, p=0.001),
    Verdict(KEY, p=0.6),
    Verdict(KEY),
    Verdict(KEY, p=0.2),
)


def lived(*verdicts: Verdict) -> tuple[Episode | None, list[Step | None]]:
    """The last case after releases 1, 2, 3 ... and the step of each."""
    known: dict[Key, Episode] = {}
    steps: list[Step | None] = []
    for release, verdict in enumerate(verdicts, start=1):
        known, told = carry_on(known, [verdict], release)
        steps.append(told[0][1] if told else None)
    return known.get(KEY), steps


def test_an_alarm_opens_a_case_once_and_then_carries_it_on() -> None:
    episode, steps = lived(QUIET, ALARM, ALARM, Verdict(KEY, is_alarm=True, severity=1.0))
    assert steps == [None, Step.OPENED, Step.CARRIED_ON, Step.CARRIED_ON]
    assert episode == Episode(opened=2, seen=4, severity=1.0, peak=2.0)


def test_a_case_ends_after_two_quiet_releases_one_after_the_other() -> None:
    assert lived(ALARM, QUIET, QUIET)[1] == [Step.OPENED, None, Step.CLEARED]
    assert lived(ALARM, QUIET, RESTLESS, QUIET)[1][1:] == [None, None, None]
    in_band = Verdict(KEY, is_in_band=True)
    assert lived(ALARM, in_band, in_band)[1][-1] is Step.CLEARED


def test_unknown_is_never_quiet() -> None:
    episode, steps = lived(ALARM, QUIET, UNKNOWN, QUIET, UNKNOWN, UNKNOWN, UNKNOWN)
    assert steps[1:] == [None] * 6
    assert episode is not None
    assert episode.closed is None
    assert carry_on({KEY: episode}, [], 9)[0][KEY].closed is None


def test_after_its_end_a_case_is_held_back_unless_it_is_much_worse() -> None:
    ended = (ALARM, QUIET, QUIET)
    assert lived(*ended, ALARM)[1][-1] is Step.HELD_BACK
    assert lived(*ended, Verdict(KEY, is_alarm=True, severity=3.1))[1][-1] is Step.OPENED
    assert lived(*ended, QUIET, QUIET, QUIET, ALARM)[1][-1] is Step.OPENED


def test_the_rest_after_an_end_is_counted_in_periods_and_not_in_releases() -> None:
    ended = Episode(1, 3, 2.0, 2.0, closed=3, ended_in=24)
    within, after = (Verdict(KEY, is_alarm=True, severity=2.0, period=one) for one in (27, 28))
    assert carry_on({KEY: ended}, [within], 40)[1] == [(KEY, Step.HELD_BACK)]
    assert carry_on({KEY: ended}, [after], 4)[1] == [(KEY, Step.OPENED)]
    case = {KEY: Episode(1, 1, 2.0, 2.0, quiet=1)}
    assert carry_on(case, [Verdict(KEY, p=0.9, period=24)], 2)[0][KEY].ended_in == 24


@given(st.lists(st.sampled_from([ALARM, QUIET, UNKNOWN, RESTLESS]), max_size=12))
def test_a_release_a_second_time_changes_nothing(verdicts: list[Verdict]) -> None:
    known: dict[Key, Episode] = {}
    for release, verdict in enumerate(verdicts, start=1):
        known, _ = carry_on(known, [verdict], release)
        if known:
            assert carry_on(known, [verdict], release) == (known, [])


def test_keys_live_apart_and_are_told_in_order() -> None:
    keys: list[Key] = [("b",), ("a",)]
    known, steps = carry_on({}, [Verdict(key, is_alarm=True, severity=1) for key in keys], 1)
    assert steps == [(("a",), Step.OPENED), (("b",), Step.OPENED)]
    assert set(known) == {("a",), ("b",)}


def test_precision_is_told_with_its_interval() -> None:
    assert math.isnan(precision(0, 0).share)
    for count in (1, 7, 200):
        for was_true in (0, count):
            found = precision(was_true, count)
            assert 0 <= found.low <= found.share <= found.high <= 1
