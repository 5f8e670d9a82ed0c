"""What do the labels of one row of a table say?"""

from dataclasses import dataclass

from styrbord.core.collection.names import code_part
from styrbord.core.collection.period_words import PeriodLabel


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
    indent: int = 0
    periods: tuple[PeriodLabel, ...] = ()
    breakdown: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    note: str = ""

    def key(self) -> int:
        """Number of what tells the row from others, apart from its path of measure."""
        return hash((self.territory, self.territory_code, self.periods, self.breakdown))


def breakdown_of(breakdown: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Dimensions and codes of a row's own breakdown; `DIM=code` texts are taken as they are.

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
        if "=" in text:
            pairs = (part.partition("=") for part in text.split(";"))
            found.update({before.strip(): after.strip() for before, equals, after in pairs if equals})
        elif text != "_T":
            found[code_part(name)] = code_part(text)
    return found
