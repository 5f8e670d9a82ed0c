"""What does a dimension say about the numbers, when the file does not state it?

The words are those that statistics offices name their dimensions with; whatever is concluded here
is told in the account.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from styrbord.core.collection.cube import Dimension, DimensionRole
from styrbord.core.collection.cube_periods import period_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: dict[DimensionRole, frozenset[str]] = {
    DimensionRole.TIME: _words(
        """time timeperiod period periodo período year years quarter month week date tid år aar kvartal månad
        jahr jahre quartal monat zeit année annee an trimestre mois temps période anno mese tempo año ano mes
        vuosi aika kuukausi neljännes rok czas ár aasta год годы период квартал месяц время рік"""
    ),
    DimensionRole.TERRITORY: _words(
        """geo refarea referencearea area region regions country county municipality province district
        territory location state nuts lau kommun kommune län lan landskap fylke område alue maakunta kunta
        kanton gemeinde bundesland kreis land staat canton commune département departement région pays
        provincia provincias municipio municipios comunidad comunidades país pais regione comune
        регион регионы субъект субъекты территория территории район муниципалитет страна округ"""
    ),
    DimensionRole.MEASURE: _words(
        """contentscode contents indicator indicators indic measure measures msr metric metrics concept ind
        msr variable         tabellinnehåll tabellinhalt statistikkvariabel tiedot indicateur indicador
        indicatore indikator
        indikatoren kennzahl показатель показатели"""
    ),
    DimensionRole.UNIT: _words(
        """unit units unitmeasure unitofmeasure enhet enhed måttenhet einheit masseinheit unité unidad
        unità yksikkö"""
    ),
    DimensionRole.FREQUENCY: frozenset({"freq", "frequency", "frekvens", "fréquence", "frequenz"}),
}
_NOT_TERRITORY = _words(
    """counterpart partner destination dest origin birth citizenship citizen vis trade födelse geburt use
    landuse"""
)
_SINGLE = (DimensionRole.TIME, DimensionRole.TERRITORY, DimensionRole.UNIT, DimensionRole.FREQUENCY)
_ORDER = (*_SINGLE, DimensionRole.MEASURE)
_SPLIT = re.compile(r"[\W_]+|(?<=[a-zа-яåäö])(?=[A-ZÅÄÖА-Я])")
_FIRST_YEAR, _LAST_YEAR = 1800, 2150


def assigned(dimensions: Sequence[Dimension], stated: Mapping[str, DimensionRole]) -> tuple[Dimension, ...]:
    """Dimensions with their roles: what the file states, and what names and codes say of the rest.

    Parameters
    ----------
    dimensions : in their order; their own role is not looked at.
    stated : roles that the file states, by code of dimension.

    Returns
    -------
    tuple of Dimension
        At most one each of time, territory, unit and frequency; others become breakdowns.
    """
    roles: dict[str, DimensionRole] = {}
    for code, role in stated.items():
        if role not in _SINGLE or role not in roles.values():
            roles[code] = role
    for role in _ORDER:
        if role not in roles.values():
            roles.update(_found(role, [each for each in dimensions if each.code not in roles]))
    if DimensionRole.TIME not in roles.values():
        roles.update(_by_codes([each for each in dimensions if each.code not in roles]))
    return tuple(replace(each, role=roles.get(each.code, DimensionRole.BREAKDOWN)) for each in dimensions)


def _found(role: DimensionRole, dimensions: Sequence[Dimension]) -> dict[str, DimensionRole]:
    """Dimensions whose code, else whose name, is or holds a word of the role."""
    words = _WORDS.get(role, frozenset())
    for likeness in (_is_word, _holds_word):
        for texts in ([each.code for each in dimensions], [each.name for each in dimensions]):
            likely = zip(dimensions, texts, strict=True)
            found = [each.code for each, text in likely if likeness(text, words) and _fits(role, each)]
            if found:
                return dict.fromkeys(found[:1] if role in _SINGLE else found, role)
    return {}


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _SPLIT.split(text) if token]


def _is_word(text: str, words: frozenset[str]) -> bool:
    return "".join(_tokens(text)) in words


def _holds_word(text: str, words: frozenset[str]) -> bool:
    tokens = _tokens(text)
    return any(token in words for token in tokens[:3])


def _fits(role: DimensionRole, dimension: Dimension) -> bool:
    """Whether nothing else speaks against the role: times can be read, places are not another's."""
    if role is DimensionRole.TIME:
        return any(period_of(code) or code in dimension.periods for code in dimension.codes) or any(
            map(period_of, dimension.names.values())
        )
    if role is DimensionRole.TERRITORY:
        return not _NOT_TERRITORY.intersection(_tokens(f"{dimension.code} {dimension.name}")) or _is_word(
            dimension.code, _WORDS[role]
        )
    return True


def _by_codes(dimensions: Sequence[Dimension]) -> dict[str, DimensionRole]:
    """First dimension of which every code is a period of a likely year."""
    for dimension in dimensions:
        periods = [dimension.periods.get(code) or period_of(code) for code in dimension.codes]
        if periods and all(_is_likely(period) for period in periods):
            return {dimension.code: DimensionRole.TIME}
    return {}


def _is_likely(period: str) -> bool:
    return bool(period) and _FIRST_YEAR <= int(period[:4]) <= _LAST_YEAR
