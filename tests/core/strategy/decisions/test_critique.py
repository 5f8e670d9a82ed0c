"""Are the concerns of several critics put together by Borda's count, and is their agreement Kendall's W?"""

import itertools
import random

import pytest

from styrbord.core.strategy.decisions.critique import agreement, ranked, unanswered

THREE = {"a": {1: 4, 2: 1, 3: 2}, "b": {1: 3, 2: 1, 3: 2}, "c": {1: 0, 2: 2, 3: 1}}


def test_three_critics_give_places_and_what_they_dispute_is_told() -> None:
    found = {one.number: one for one in ranked([1, 2, 3], THREE)}
    assert [found[n].share for n in (1, 2, 3)] == pytest.approx([4 / 6, 2 / 6, 3 / 6])
    assert [found[n].place for n in (1, 2, 3)] == [1, 3, 2]
    assert [found[n].is_disputed for n in (1, 2, 3)] == [True, False, False]


def test_the_share_is_bordas_count_with_mean_ranks() -> None:
    dice = random.Random(5)
    for _ in range(200):
        numbers = list(range(1, dice.randint(3, 8)))
        scores = {str(c): {n: dice.randint(0, 4) for n in numbers} for c in range(dice.randint(1, 6))}
        points = dict.fromkeys(numbers, 0.0)
        for said in scores.values():
            for n in numbers:
                below = sum(said[m] < said[n] for m in numbers)
                points[n] += below + (sum(said[m] == said[n] for m in numbers) - 1) / 2
        most = len(scores) * (len(numbers) - 1)
        for one in ranked(numbers, scores):
            assert one.share == pytest.approx(points[one.number] / most)


def test_agreement_is_the_mean_of_rank_correlations() -> None:
    """W = ((m - 1) r + 1) / m with r the mean of Spearman's over all pairs, where nothing is tied."""
    dice = random.Random(7)
    for _ in range(50):
        numbers = [1, 2, 3, 4, 5]
        scores = {str(c): dict(zip(numbers, dice.sample(range(5), 5), strict=True)) for c in range(4)}
        pairs = [
            1 - 6 * sum((a[n] - b[n]) ** 2 for n in numbers) / (5 * 24)
            for a, b in itertools.combinations(scores.values(), 2)
        ]
        told = agreement(numbers, scores)
        assert told == pytest.approx((3 * sum(pairs) / len(pairs) + 1) / 4)


def test_who_scores_some_only_counts_where_they_compared() -> None:
    found = {one.number: one for one in ranked([1, 2, 3], {"a": {1: 3, 2: 1}, "b": {3: 2}})}
    assert (found[1].share, found[2].share, found[3].share) == (1.0, 0.0, None)
    assert found[3].place == 3
    assert agreement([1, 2, 3], {"a": {1: 3, 2: 1}, "b": {3: 2}}) is None


def test_the_first_three_and_what_stops_must_be_answered() -> None:
    falling = {1: 4, 2: 3, 3: 2, 4: 1, 5: 0}
    scores = {"a": falling, "b": falling, "c": {1: 3, 2: 3, 3: 3, 4: 3, 5: 4}}
    found = ranked([1, 2, 3, 4, 5], scores)
    assert {one.number for one in found if one.is_top} == {1, 2, 3, 5}
    assert unanswered(found, {1: "accepted", 5: "rejected"}) == (2, 3)


def test_what_nobody_finds_a_concern_needs_no_answer() -> None:
    assert not any(one.is_top for one in ranked([1], {"a": {1: 0}}))
    assert not any(one.is_top for one in ranked([1, 2], {}))
    assert ranked([1], {"a": {1: 3}})[0].is_top


def test_nothing_is_said_of_agreement_where_all_are_alike() -> None:
    assert agreement([1, 2], {"a": {1: 2, 2: 2}, "b": {1: 1, 2: 1}}) is None
    assert agreement([1], {"a": {1: 2}, "b": {1: 1}}) is None
