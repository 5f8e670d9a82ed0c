"""Does the table of families say where each formula stands, and nothing else?"""

import pytest

from styrbord.core.base.catalogue import module_in, names_in
from styrbord.core.investments.appraisal.catalogue import FAMILIES, FAMILY_OF, FOLDER


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_the_formulas_that_the_table_names(family: str) -> None:
    assert tuple(module_in(FOLDER, family).FORMULAS) == FAMILIES[family]


def test_every_family_is_in_the_table() -> None:
    assert set(names_in(FOLDER)) == FAMILIES.keys()
    assert len(FAMILY_OF) == sum(map(len, FAMILIES.values())) == 44
