"""Does a number lead back to the place it stands for?"""

import pytest

from styrbord.core.collection.places import LARGEST, Places

PLACES = [
    "21.6.!Q7",
    "21.6.!A1",
    "9.1.!ZZ1048576",
    "Sheet 1!B2",
    "value[0]",
    "value[17]",
    "dataset 2, value[17]",
    "DATA row 3, number 5",
    "line 120",
    "a place without numbers",
    "007",
]


def test_every_place_is_found_again() -> None:
    places = Places.of(PLACES)
    numbers = [places.number(place) for place in PLACES]
    assert len(set(numbers)) == len(PLACES)
    assert [places.place(number) for number in numbers if number is not None] == PLACES


def test_places_are_kept_as_plain_data() -> None:
    places = Places.of(PLACES)
    assert Places.from_plain(places.plain()) == places


def test_a_sheet_with_digits_is_one_form() -> None:
    places = Places.of(["21.6.!A1", "21.6.!C9", "21.7.!B2"])
    assert [(form.words, form.sizes) for form in places.forms] == [(("21.6.",), (9, 3)), (("21.7.",), (2, 2))]


@pytest.mark.parametrize("place", ["21.6.!R7", "21.6.!Q8", "other!A1", "value[18]", ""])
def test_a_place_that_was_not_there_has_no_number(place: str) -> None:
    assert Places.of(["21.6.!Q7", "value[17]"]).number(place) is None


def test_a_number_too_large_to_keep_is_none() -> None:
    places = Places.of(["a!ZZZ1048576", "b!A1"])
    assert places.number("a!A1") == 0
    assert places.number("b!A1") is None
    assert places.place(LARGEST * 100) == ""
