"""Which territory do the words above a table name?"""

import pytest

from styrbord.core.collection.finding.title_places import territory_in


def named(*titles: str, known: tuple[str, ...] = ()) -> str:
    """Territory in titles."""
    return territory_in(titles, lambda name: name in known)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Тульская область", "Тульская область"),
        ("Число школ, Тульская область", "Тульская область"),
        ("Ale kommun: Antal skolor", "Ale kommun"),
        ("Schools – Kent County", "Kent County"),
        ("г. Рязань", "г. Рязань"),
        ("Население города Кирова", ""),
        ("Число школ по области", ""),
        ("Тульская область 2020", ""),
        ("", ""),
    ],
)
def test_a_name_in_the_form_of_its_own_is_taken_and_nothing_guessed(title: str, name: str) -> None:
    assert named(title) == name


def test_known_names_need_no_word_of_their_kind() -> None:
    assert named("Ale, antal skolor", known=("Ale",)) == "Ale"
    assert named("Ale, antal skolor") == ""


def test_the_last_title_counts_first() -> None:
    assert named("Тульская область", "Рязанская область") == "Рязанская область"
