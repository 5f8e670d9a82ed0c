"""Are periods put in the order of time?"""

from styrbord.core.ratings.times import in_order, moments, spots


def test_periods_of_one_length_are_put_in_order_whatever_their_texts():
    assert [*moments(["2024-10", "2024-02", "2023-12"])] == ["2023-12", "2024-02", "2024-10"]
    assert [*moments(["10", "9", "9.5"])] == ["9", "9.5", "10"]


def test_each_row_has_the_number_of_its_period():
    numbers, when = spots(["2024", "2020", "2024"])
    assert numbers.tolist() == [1, 0, 1]
    assert when.tolist() == [2020, 2024]


def test_texts_that_are_no_periods_keep_the_order_of_texts():
    assert in_order(["spring", "2024", "autumn"]) == ("2024", "autumn", "spring")
