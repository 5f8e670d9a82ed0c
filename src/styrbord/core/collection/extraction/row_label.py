"""What do the labels of one row of a table say?"""

from dataclasses import dataclass
from hashlib import sha256

from styrbord.core.base.codes import TOTAL, is_code
from styrbord.core.collection.names import code_part
from styrbord.core.collection.period_words import PeriodLabel

_NAMELESS = "BREAKDOWN"
_SHORT = 8


@dataclass(slots=True)
class RowLabel:
    """Labels of one row that holds values.

    `groups` hold for the row from above, `number` is its printed number or code, `name` its own
    label, `section` the heading that it stands under; `code` is the indicator's own code where the
    file prints one.
    """

    row: int
    territory: str = ""
    territory_code: str = ""
    groups: tuple[str, ...] = ()
    number: str = ""
    code: str = ""
    name: str = ""
    section: str = ""
    within: str = ""
    indent: int = 0
    periods: tuple[PeriodLabel, ...] = ()
    breakdown: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    note: str = ""

    def key(self) -> int:
        """Number of what tells the row from others, apart from its path of measure."""
        return hash((self.territory, self.within, self.territory_code, self.periods, self.breakdown))


def breakdown_of(breakdown: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Dimensions and codes of a row's own breakdown; `DIM=code` texts are taken as they are.

    Signs without a letter or digit get a code of their own, so that no two are taken for one.

    Parameters
    ----------
    breakdown : pairs of the dimension's printed name and the printed label.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> breakdown_of((("Пол", "женщины"), ("breakdown", "AGE=Y15;SEX=F")))
    {'Пол': 'женщины', 'AGE': 'Y15', 'SEX': 'F'}
    """
    found: dict[str, str] = {}
    for name, text in breakdown:
        pairs = [part.partition("=")[::2] for part in text.split(";") if part.strip()]
        codes = {dimension.strip(): code.strip() for dimension, code in pairs}
        if codes and all(map(is_code, [*codes, *codes.values()])):
            found.update(codes)
        elif text != TOTAL:
            found[code_part(name) or _NAMELESS] = (
                code_part(text) or sha256(text.encode()).hexdigest()[:_SHORT]
            )
    return found
