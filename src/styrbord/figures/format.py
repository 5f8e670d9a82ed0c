"""How is a number, a change, a period or a duration written in each language?

en `1,234.5` and `7.3%`; ru and sv `1 234,5` with U+2009 and `7,3 %` with U+00A0; minus is U+2212.
A missing number is written in words, never as 0. Source: design page VISUAL, section 3.
"""

import math
import re
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.units import label
from styrbord.figures import words

MINUS = "\u2212"
NO_BREAK = "\u00a0"
LONGEST_UNIT_BESIDE = 12


def is_missing(value: float | None) -> bool:
    """Whether a value is None or not a finite number."""
    return value is None or not math.isfinite(value)


def missing(language: str) -> str:
    """Words for a value that is not there, e.g. `no data`."""
    return _word(words.MISSING, language)


def number(value: float | None, *, decimals: int, language: str) -> str:
    """Number with thousands marks and exactly `decimals` decimals (negative decimals read as 0).

    Parameters
    ----------
    value : float or None
        None, NaN and infinities are missing and give the words for it.

    Returns
    -------
    str
        The words for missing data when there is no number.

    Examples
    --------
    >>> number(-1234.5, decimals=1, language="en"), number(None, decimals=1, language="sv")
    ('−1,234.5', 'data saknas')
    """
    if value is None or is_missing(value):
        return missing(language)
    text = _digits(abs(value), decimals, language)
    return MINUS + text if value < 0 and _is_visible(text) else text


def signed(value: float | None, *, decimals: int, language: str) -> str:
    """Number with its sign; what rounds to zero has none.

    Returns
    -------
    str
        With + or U+2212; the words for missing data when there is no number.

    Examples
    --------
    >>> signed(0.84, decimals=1, language="ru"), signed(-0.04, decimals=1, language="en")
    ('+0,8', '0.0')
    """
    text = number(value, decimals=decimals, language=language)
    if value is None or is_missing(value) or value < 0 or not _is_visible(text):
        return text
    return "+" + text


def quantity(value: float | None, *, decimals: int, unit: str, language: str, over: bool = False) -> str:
    """Number with its unit beside it.

    A unit of counts (persons, index) goes without saying, and so does one whose words are
    longer than 12 characters: it stands over the column or axis instead (`unit_words`).

    Parameters
    ----------
    unit : str
        Code of a unit, with its multiplier before it if it has one (`10^6 SEK`); a code without
        words of ours is written as it is.
    over : bool
        Write the unit of counts too.

    Returns
    -------
    str
        Number, a space that does not break, and the unit; words for missing data without a unit.

    Examples
    --------
    >>> quantity(7.3, decimals=1, unit="%", language="en"), quantity(212, decimals=0, unit="dwellings",
    ... language="en"), quantity(7.3, decimals=1, unit="%", language="ru")
    ('7.3%', '212', '7,3\\xa0%')
    """
    text = number(value, decimals=decimals, language=language)
    if is_missing(value):
        return text
    return text + _beside(unit, language, over)


def change(value: float | None, *, decimals: int, unit: str, language: str) -> str:
    """Signed difference of two values; that of percentages is in percentage points.

    Returns
    -------
    str
        Signed number with its unit; words for missing data without a unit.

    Examples
    --------
    >>> change(0.8, decimals=1, unit="%", language="en"), change(-88, decimals=0, unit="", language="en")
    ('+0.8\\xa0pp', '−88')
    """
    text = signed(value, decimals=decimals, language=language)
    if is_missing(value):
        return text
    if unit == "%":
        return text + NO_BREAK + _word(words.PERCENTAGE_POINTS, language)
    return text + _beside(unit, language, False)


def share(value: float | None, *, language: str, decimals: int = 0) -> str:
    """Share (1 is the whole) as a percentage.

    Returns
    -------
    str
        Percentage; words for missing data when there is no share.

    Examples
    --------
    >>> share(0.064, language="en")
    '6%'
    """
    per_cent = None if value is None else value * 100
    return quantity(per_cent, decimals=decimals, unit="%", language=language)


def unit_words(unit: str, *, language: str) -> str:
    """Words of a unit over an axis or a column, as `million kr`; empty when there is none."""
    multiplier, unit = _split(unit)
    return " ".join(filter(None, (_multiplier(multiplier, language), _unit_name(unit, language, over=True))))


def change_unit_words(unit: str, *, language: str) -> str:
    """Words of the unit of a difference: percentage points for percentages."""
    if unit == "%":
        return _word(words.PERCENTAGE_POINTS, language)
    return unit_words(unit, language=language)


def period_label(period: Period | None, *, language: str, with_year: bool = True) -> str:
    """Period as read by people: `Oct 2025`, `Q1 2025`, `week 5 2025`, `Jan–Sep 2025`.

    Returns
    -------
    str
        With its year, unless `with_year` is false; the word for none when there is no period.

    Examples
    --------
    >>> period_label(Period.parse("2025-10"), language="ru"), period_label(None, language="en")
    ('окт. 2025', 'none')
    """
    if period is None:
        return _word(words.NONE, language)
    if period.frequency is Frequency.ANNUAL:
        return str(period.year)
    if period.frequency is Frequency.DAY:
        return date_label(period.first_day, language=language, with_year=with_year)
    text = _part_label(period, language)
    return f"{text} {period.year}" if with_year else text


def date_label(day: date | None, *, language: str, with_year: bool = True) -> str:
    """Date as `21 Nov 2026`; None reads as none."""
    if day is None:
        return _word(words.NONE, language)
    month = _months(language)[day.month - 1]
    text = f"{day.day} {words.GENITIVE.get(month, month)}"
    return f"{text} {day.year}" if with_year else text


def moment_label(at: datetime, *, language: str) -> str:
    """Moment in UTC as `16 Nov 2026, 14:02:11`.

    Parameters
    ----------
    at : datetime
        A moment with its zone, or one in UTC without any.
    language : str
        Code of the reader's language.

    Returns
    -------
    str
        Day, then the time to the second; parts of a second are left out.

    Examples
    --------
    >>> moment_label(datetime(2026, 11, 16, 14, 2, 11), language="ru")
    '16 ноя. 2026, 14:02:11'
    """
    shown = at.astimezone(UTC) if at.tzinfo else at
    return f"{date_label(shown.date(), language=language)}, {shown:%H:%M:%S}"


def duration(n: int, frequency: Frequency | str, *, language: str) -> str:
    """So many periods of a frequency in words, as `15 months`; year-to-date counts months.

    Returns
    -------
    str
        Number and word, by the plural rules of CLDR.

    Examples
    --------
    >>> duration(15, "M", language="ru"), duration(1, "A", language="en"), duration(3, "A", language="ru")
    ('15\\xa0мес.', '1\\xa0year', '3\\xa0года')
    """
    letter = Frequency(frequency).value
    table = words.DURATIONS["M" if letter == "T" else letter]
    forms = table.get(language) or table["en"]
    word = forms.get(_plural(language, n), forms["other"])
    return number(n, decimals=0, language=language) + NO_BREAK + word


def days(n: int, *, language: str) -> str:
    """So many days in words: `1 day`, `2 дня`, `5 dagar`."""
    return duration(n, Frequency.DAY, language=language)


def rank_span(low: int | None, high: int | None, *, language: str, of: int | None = None) -> str:
    """Span of ranks: `5–6 of 9` when `of` is given, else `6th to 7th`; no rank reads as none.

    Returns
    -------
    str
        One rank when both ends are the same.

    Examples
    --------
    >>> rank_span(5, 6, language="en", of=9), rank_span(6, 7, language="en"), rank_span(6, 7, language="ru")
    ('5–6 of 9', '6th to 7th', '6–7-е')
    """
    if low is None or high is None:
        return _word(words.NONE, language)
    span = str(low) if low == high else f"{low}–{high}"
    if of is not None:
        return f"{span} {_word(words.OF, language)} {of}"
    if language == "ru":
        return f"{span}-е"
    if language == "sv":
        return f"plats {span}"
    return _ordinal(low) if low == high else f"{_ordinal(low)} to {_ordinal(high)}"


def _word(table: words.Words, language: str) -> str:
    return table.get(language) or table.get("en", "")


def _months(language: str) -> tuple[str, ...]:
    return words.MONTHS.get(language) or words.MONTHS["en"]


def _digits(size: float, decimals: int, language: str) -> str:
    text = f"{size:,.{max(decimals, 0)}f}"
    marks = {ord(","): _word(words.THOUSANDS_MARK, language), ord("."): _word(words.DECIMAL_MARK, language)}
    return text.translate(marks)


def _is_visible(text: str) -> bool:
    """Whether any digit but zero is left after rounding."""
    return any(letter in "123456789" for letter in text)


def _split(unit: str) -> tuple[int, str]:
    """Power of ten before a unit, and the unit itself."""
    found = re.match(r"10\^(-?[0-9]+) ?", unit)
    return (int(found[1]), unit[found.end() :]) if found else (0, unit)


def _beside(unit: str, language: str, over: bool) -> str:
    multiplier, unit = _split(unit)
    if unit == "%" and not multiplier:
        return _word(words.BEFORE_PERCENT, language) + "%"
    name = _unit_name(unit, language, over=over)
    if len(name) > LONGEST_UNIT_BESIDE and not over:
        name = ""
    parts = [part for part in (_multiplier(multiplier, language), name) if part]
    return NO_BREAK + NO_BREAK.join(parts) if parts else ""


def _unit_name(unit: str, language: str, *, over: bool) -> str:
    """Words of ours for a unit or for each part of a quotient, else those of the table of units."""
    if known := words.UNITS.get(unit):
        return _word(known.over if over else known.beside, language)
    above, below = unit.partition("/")[0], label(unit, language).partition("/")[2]
    if below and above in words.UNITS:
        return f"{_word(words.UNITS[above].over, language)}/{below}"
    return label(unit, language).strip()


def _multiplier(power: int, language: str) -> str:
    if power == 0:
        return ""
    known = words.MULTIPLIERS.get(power)
    return _word(known, language) if known else f"10^{power}".replace("-", MINUS)


def _part_label(period: Period, language: str) -> str:
    months = _months(language)
    if period.frequency is Frequency.MONTH:
        return months[period.first_day.month - 1]
    if period.frequency is Frequency.YEAR_TO_DATE:
        last = period.last_day.month
        return months[0] if last == 1 else f"{months[0]}–{months[last - 1]}"
    pattern = _word(words.PERIODS[period.frequency.value], language)
    return pattern.format(n=_part_number(period))


def _part_number(period: Period) -> int:
    if period.frequency is Frequency.WEEK:
        return period.first_day.isocalendar()[1]
    months = 3 if period.frequency is Frequency.QUARTER else 6
    return (period.first_day.month - 1) // months + 1


def _ordinal(n: int) -> str:
    teens = n % 100 in (11, 12, 13)
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


@lru_cache(maxsize=256)
def _plural(language: str, n: int) -> str:
    return str(Locale.parse(language if language in words.MISSING else "en").plural_form(n))
