"""Does any text of a model reach more than the model?"""

import pytest

from bench.hostile_models import Watch, answered, texts
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.reading import model_of

WATCH = Watch()


@pytest.mark.parametrize("seed", range(3))
def test_hostile_texts_are_read_or_refused_and_reach_nothing(seed: int) -> None:
    given = list(texts(150, seed))
    told = 0
    for text in given:
        answered(text)  # modules that are loaded at first use are loaded now
        try:
            model_of(text)
        except Refused as refusal:
            told += 1
            assert all(str(one) for one in refusal.problems)
    WATCH.seen.clear()
    WATCH.is_on = True
    for text in given:
        answered(text)
    WATCH.is_on = False
    assert WATCH.seen == []
    assert 100 < told < 150


def test_the_watch_hears_an_escape() -> None:
    WATCH.seen.clear()
    WATCH.is_on = True
    compile("1", "text", "eval")
    WATCH.is_on = False
    assert WATCH.seen == ["compile"]
