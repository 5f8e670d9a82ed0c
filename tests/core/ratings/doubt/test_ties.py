"""Are subjects told apart by the recalculations they share, not by their intervals?"""

import numpy as np

from styrbord.core.ratings.doubt.intervals import NONE
from styrbord.core.ratings.doubt.ties import lead, spans


def brute(places: np.ndarray, nominal: np.ndarray) -> list[str]:
    """Spans by comparing every pair."""
    found = []
    for row in range(len(nominal)):
        share = lead(places, row, np.arange(len(nominal)))
        tied = [int(nominal[other]) for other in np.flatnonzero((share > 0.05) & (share < 0.95))]
        ends = min([*tied, int(nominal[row])]), max([*tied, int(nominal[row])])
        found.append(f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}")
    return found


def test_intervals_may_overlap_though_the_order_never_changes() -> None:
    shift = np.arange(40)[:, None]
    places = (np.array([[1, 2]]) + shift).astype(np.int32)
    assert spans(places, np.array([1, 2], dtype=np.int32)) == ("1", "2")


def test_equal_places_are_a_tie() -> None:
    places = np.ones((40, 2), dtype=np.int32)
    assert lead(places, 0, np.array([1])).tolist() == [0.5]
    assert spans(places, np.array([1, 1], dtype=np.int32)) == ("1", "1")
    assert spans(places, np.array([1, 2], dtype=np.int32)) == ("1-2", "1-2")


def test_spans_agree_with_comparing_every_pair() -> None:
    drawn = np.random.default_rng(8)
    scores = np.linspace(0, 9, 150) + drawn.normal(size=(300, 150))
    places = (scores[:, :, None] < scores[:, None, :]).sum(2).astype(np.int32) + 1
    nominal = np.arange(150, 0, -1).astype(np.int32)
    assert list(spans(places, nominal)) == brute(places, nominal)


def test_a_subject_without_a_place_has_no_span() -> None:
    places = np.array([[1, NONE], [1, NONE]], dtype=np.int32)
    assert spans(places, np.array([1, NONE], dtype=np.int32)) == ("1", "")


def test_only_shared_recalculations_count() -> None:
    places = np.array([[1, NONE], [2, 1], [2, 1]], dtype=np.int32)
    assert lead(places, 0, np.array([1])).tolist() == [0.0]
