"""Which moment is it within a past that is lived through, and who may have one?"""

from datetime import UTC, datetime, timedelta

import pytest

from styrbord.services import clock, installation
from styrbord.services.work import work

pytestmark = pytest.mark.usefixtures("database")
THEN = datetime(2024, 5, 6, 7, tzinfo=UTC)


def invented() -> None:
    with work("operator", clock.now()) as piece:
        installation.keep(installation.IS_INVENTED, content=True)
        piece.tell("setting.kept", installation.IS_INVENTED, {})


def test_within_a_moment_it_is_that_moment_and_afterwards_now() -> None:
    invented()
    with clock.at(THEN):
        assert clock.now() == THEN
        with clock.at(THEN + timedelta(days=1)):
            assert clock.now() == THEN + timedelta(days=1)
        assert clock.now() == THEN
    assert clock.now() > THEN + timedelta(days=300)


def test_real_data_are_never_dated_back() -> None:
    with pytest.raises(ValueError, match="only invented data"), clock.at(THEN):
        pass
