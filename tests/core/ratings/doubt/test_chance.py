"""Are the random numbers of a place the same whoever asks, and otherwise without order?"""

import numpy as np

from styrbord.core.ratings.doubt.chance import normals, uniforms


def test_a_place_has_its_number_however_many_are_asked_for() -> None:
    whole = uniforms(7, np.arange(50)[:, None], np.arange(20))
    assert uniforms(7, 31, 4).item() == whole[31, 4]
    assert uniforms(8, 31, 4).item() != whole[31, 4]


def test_uniform_numbers_are_even_and_unrelated() -> None:
    found = uniforms(1, np.arange(400)[:, None], np.arange(500))
    counts = np.bincount((found.ravel() * 100).astype(int), minlength=100)
    assert ((counts - 2000) ** 2 / 2000).sum() < 149  # chi square of 99 degrees, one in a thousand
    for beside in (found[:, 1:] * found[:, :-1], found[1:] * found[:-1]):
        assert abs(beside.mean() - 0.25) < 0.0025


def test_normal_numbers_have_their_moments() -> None:
    found = normals(2, np.arange(200_000))
    assert abs(found.mean()) < 0.01
    assert abs(found.std() - 1) < 0.01
    assert abs((found**4).mean() - 3) < 0.1
