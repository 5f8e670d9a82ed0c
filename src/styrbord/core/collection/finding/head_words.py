"""What does the word at the head of a column of labels promise?"""

import re

from styrbord.core.collection.model import Role

_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"№( ?п/?п)?\.?|n[or]\.?|#|п/п|nummer|number|row|rad|строка|№ строки|код строки"),
    (
        Role.TERRITORY_CODE,
        r"territory_code|subject_code|(код )?(окато|октмо)|код (субъекта|региона|территории|мо)|"
        r"(municipality|region|area|country|county|territory|geo) ?_?code|geo|ref_area|iso( ?3166)?( code)?|"
        r"(kommun|läns?|region|område)s?kod|lau|nuts",
    ),
    (
        Role.TERRITORY,
        r"territory(_name)?|territories|region(er|s)?|regions? name|area|country|countries|county|counties|"
        r"municipality( name)?|municipalities|settlement|district|province|kommun(er|namn)?|län(snamn)?|område|"
        r"land|länder|"
        r"территори[яи]|регион(ы)?|субъект(ы)?( рф| российской федерации)?|"
        r"муниципальн\w+ (образовани|район|округ)\w*|"
        r"район(ы)?|(наименование|название) (территори|региона|субъекта|муниципал|района|города)\w*.*|"
        r"населенн\w+ пункт\w*|городской округ|мо|город|страна",
    ),
    (
        Role.INDICATOR,
        r"indicator(_name)?|indicators|measure|variable|показател[ьи]|(наименование|название) показател\w+|"
        r"индикатор(ы)?|indikator(er)?|nyckeltal|variabel|mått|статья|вид\w* .*|"
        r"наименование( статьи| дохода\w*)?",
    ),
    (Role.INDICATOR_CODE, r"indicator_code"),
    (Role.BREAKDOWN, r"breakdown"),
    (Role.UNIT, r"unit( of measure(ment)?)?|units?|ед(иниц[аы])?\.?,? ?(изм(ерения)?\.?)|enhet"),
    (
        Role.PERIOD,
        r"(time_?)?period|year|date|time|quarter|month|год(ы)?|период|отч[её]тный (год|период)|дата|"
        r"квартал|месяц|"
        r"år|tid|kvartal|månad|datum",
    ),
    (Role.STATUS, r"(obs_)?status|flag|статус|признак"),
    (
        Role.NOTE,
        r"notes?|comments?|remarks?|примечани[ея]|комментари[йи]|anm(ärkning)?\.?|kommentar(er)?|not",
    ),
    (Role.VALUE, r"(obs_)?value|значени[ея]( (целевых )?показател[яей]+)?|величина|värde|antal värde"),
)
_CODES = r"(код( показателя| по \S.*)?|okved.*|окв.*|code|kod|класс|кбк|шифр)\b.*"

_ROLES = tuple((role, re.compile(rf"(?:{pattern})\W*", re.IGNORECASE)) for role, pattern in _WORDS)
_ROW_CODE = re.compile(r"строк|показател|вид|окв|кбк|row|line|rad", re.IGNORECASE)
_CODE = re.compile(_CODES, re.IGNORECASE | re.DOTALL)


def role_of(head: str) -> Role | None:
    """Role that the head of a column promises; None when it promises nothing known.

    Returns
    -------
    Role or None

    Examples
    --------
    >>> role_of("Единица измерения"), role_of("Kommun"), role_of("№ п/п"), role_of("Население")
    (<Role.UNIT: 'unit'>, <Role.TERRITORY: 'territory'>, <Role.NUMBER: 'number'>, None)
    """
    text = " ".join(head.split()).strip()
    if not text:
        return None
    for role, pattern in _ROLES:
        if pattern.fullmatch(text):
            return role
    return Role.NUMBER if _CODE.fullmatch(text) else None


def is_code_head(head: str) -> bool:
    """Whether the head of a column says that codes stand below it."""
    return bool(_CODE.fullmatch(" ".join(head.split())))


def is_row_code_head(head: str) -> bool:
    """Whether the head of a column says that it numbers rows or kinds of things, not territories."""
    return bool(_ROW_CODE.search(head))
