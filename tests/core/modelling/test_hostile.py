"""Does any text of a model reach more than the model?"""

import pytest

from bench.hostile_models import Watch, answered, texts
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.reading import model_of

WATCH = Watch()


def refused(text: str) -> bool:
    """Whether a text is no model."""
    try:
        model_of(text)
    except Refused as refusal:
        return all(str(one) for one in refusal.problems)
    return False


@pytest.mark.parametrize("seed", range(3))
def test_hostile_texts_are_read_or_refused_and_reach_nothing(seed: int) -> None:
    given = list(texts(150, seed))
    told = 0
    for text in given:
        answered(text)  # modules that are loaded at first use are loaded now
        told += refused(text)
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
