"""What does the word at the head of a column of labels promise?"""

import re

from styrbord.core.collection.model import Role

_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"№( ?п/?п)?\.?|n[or]\.?|#|п/п|nummer|number|row|rad|строка|№ строки|код строки"),
    (
        Role.INDICATOR_CODE,
        r"(indicator|series|variable|(weo )?subject|nyckeltals?|indikators?)[ _]?(code|kod|id)",
    ),
    (
        Role.TERRITORY_CODE,
        r"territory_code|subject_code|(код )?(окато|октмо)|код (субъекта|региона|территории|мо)|"
        r"(municipality|region|area|country|county|territory|geo(graphy)?|state|lad?|ons|gss|"
        r"spatialdimvalue|m49|fips)[ _]?code|"
        r"geo|ref_area|iso( ?3166)?( code)?|location|itter107|geoid|fips|"
        r"(kommun|läns?|region|område)s?(kod|nr|nummer)|lau|nuts|ags|ars|kommunenummer",
    ),
    (
        Role.TERRITORY,
        r"territory(_name)?|territories|region(er|s)?|regions? name|area|country|countries|county|counties|"
        r"municipality( name)?|municipalities|settlement|district|province|"
        r"kommun(er|namn)?|län(snamn)?|område|"
        r"land|länder|"
        r"(country|region|county|state|area|geography|local authority|la|entity)( |_)?(name|label)s?|"
        r"country (or|/) (area|territory)|countries and areas|entity|geo( ?[(](labels|codes)[)])?|geography|"
        r"states?|boroughs?|councils?|local authorit(y|ies)|council areas?|wards?|"
        r"bundesl(and|änder)|kreise?( und kreisfreie städte)?|gemeinden?|landkreise?|kantone?|"
        r"kommuner?( \(-?\d+\))?|fylker?|provincias?|municipios?|comunidades( y ciudades autónomas)?|pays|"
        r"départements?|communes?|régions?|comun[ei]|provinc[ei]|regioni|territor(y|io)|alue|kunta|maakunta|"
        r"территори[яи]|регион(ы)?|субъект(ы)?( рф| российской федерации)?|"
        r"муниципальн\w+ (образовани|район|округ)\w*|"
        r"район(ы)?|(наименование|название) (территори|региона|субъекта|муниципал|района|города)\w*.*|"
        r"населенн\w+ пункт\w*|городской округ|мо|город|страна",
    ),
    (
        Role.INDICATOR,
        r"(indicator|series|variable|measure)([ _]?(name|label|description))?|indicators|subject descriptor|"
        r"dataset|topic|показател[ьи]|(наименование|название) показател\w+|"
        r"индикатор(ы)?|indikator(er)?|nyckeltal|variabel|mått|статья|вид\w* .*|"
        r"наименование( статьи| дохода\w*)?",
    ),
    (Role.BREAKDOWN, r"breakdown"),
    (
        Role.UNIT,
        r"unit( of measure(ment)?)?|units?|scale|einheit|måttenhet|mätenhet|unidad(es)?|"
        r"ед(иниц[аы])?\.?,? ?(изм(ерения)?\.?)|enhet",
    ),
    (
        Role.PERIOD,
        r"(time_?)?period|year|date|time|quarter|month|год(ы)?|период|отч[её]тный (год|период)|дата|"
        r"квартал|месяц|"
        r"år|tid|kvartal|månad|datum|vuosi|kuukausi|jahre?|quartal|monat|stichtag|año|periodo|trimestre|mes|anno|"
        r"année|date de référence|referenstid|time_period|tertial|vecka|week",
    ),
    (
        Role.STATUS,
        r"(obs_)?status|((value|observation|obs) )?flags?([ _]codes?)?|symbol|markers?|статус|признак",
    ),
    (
        Role.NOTE,
        r"((value|subject|special) ?)?(foot)?notes?|country/series-specific notes|comments?|remarks?|"
        r"примечани[ея]|комментари[йи]|anm(ärkning)?\.?|kommentar(er)?|not",
    ),
    (
        Role.VALUE,
        r"(obs_?)?value|wert|valeur|valor|valore|arvo|значени[ея]( (целевых )?показател[яей]+)?|"
        r"величина|värde|antal värde",
    ),
)
_BUDGET_CODES = (
    r"(код )?(грбс|гл(ава|авы)?|вед(омства|омство)?|рз|пр|рзпр|рп|цср|вр|квр|квср|кфср|кцср|косгу|раздела?"
    r"|подраздела?|целев(ая|ой) стать[яи]( расходов)?|вида? расход(а|ов))\.?"
)
_CODES = r"(код( показателя| по \S.*)?|okved.*|окв.*|code|kod|класс|кбк|шифр)\b.*"

_ROLES = tuple((role, re.compile(rf"(?:{pattern})\W*", re.IGNORECASE)) for role, pattern in _WORDS)
_LINE_CODE = re.compile(r"строк|окей|океи|row|line|rad", re.IGNORECASE)
_ROW_CODE = re.compile(r"строк|показател|вид|окв|кбк|row|line|rad", re.IGNORECASE)
_BUDGET_CODE = re.compile(_BUDGET_CODES, re.IGNORECASE)
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


def is_budget_code_head(head: str) -> bool:
    """Whether a column holds one of the codes that a line of a budget has several of: Рз, ПР, ЦСР, ВР."""
    return bool(_BUDGET_CODE.fullmatch(" ".join(head.split())))


def names_lines(head: str) -> bool:
    """Whether codes tell lines apart better than their numbers do: КБК and ОКВЭД, not "Код строки"."""
    return is_code_head(head) and not _LINE_CODE.search(head)


def is_row_code_head(head: str) -> bool:
    """Whether the head of a column says that it numbers rows or kinds of things, not territories."""
    return bool(_ROW_CODE.search(head))
