"""Which units of measure are known, what are they made of, and how are they written?

One row a unit: code | other codes | dimension | factor to the dimension's base | en | ru | sv. A label
with a slash has two forms: after a number, and behind a fraction line (persons, per person).
"""

from dataclasses import dataclass

_COUNTS = "person household dwelling case place bed enterprise vehicle building service visit event"
COUNTS = frozenset(_COUNTS.split())

_ROWS = """
1||-|1|||
%|percent PC PT|-|0.01|%|%|%
pp|percentage-points|-|0.01|pp|п. п.|p.e.
‰|permille|-|0.001|‰|‰|‰
share|0-1 ratio|-|1|||
per-1000|per-thousand|-|1e-3|per 1,000|на 1 000|per 1 000
per-10000||-|1e-4|per 10,000|на 10 000|per 10 000
per-100000||-|1e-5|per 100,000|на 100 000|per 100 000
per-million||-|1e-6|per million|на 1 млн|per miljon
index||index|1|index|индекс|index
points|point score|points|1|points/point|баллов/балл|poäng
rank||rank|1|rank|место|plats
person|persons people inhabitants человек чел. чел invånare personer pers.|person|1|persons/person|чел.|pers.
pupil|pupils students|person|1|pupils/pupil|учащихся/учащегося|elever/elev
employee|employees|person|1|employees/employee|работников/работника|anställda/anställd
household|households|household|1|households/household|домохозяйств/домохозяйство|hushåll
dwelling|dwellings|dwelling|1|dwellings/dwelling|жилищ/жилище|bostäder/bostad
case|cases|case|1|cases/case|случаев/случай|fall
place|places|place|1|places/place|мест/место|platser/plats
bed|beds|bed|1|beds/bed|коек/койка|sängar/säng
enterprise|enterprises companies|enterprise|1|enterprises/enterprise|предприятий/предприятие|företag
vehicle|vehicles|vehicle|1|vehicles/vehicle|машин/машина|fordon
building|buildings|building|1|buildings/building|зданий/здание|byggnader/byggnad
service|services|service|1|services/service|услуг/услуга|tjänster/tjänst
visit|visits|visit|1|visits/visit|посещений/посещение|besök
event|events|event|1|events/event|событий/событие|händelser/händelse
s|second seconds|time|1|s|с|s
min|minute minutes|time|60|min|мин|min
h|hour hours|time|3600|h|ч|h/tim
day|days|time|86400|days/day|дн./день|dagar/dag
week|weeks|time|604800|weeks/week|нед.|veckor/vecka
month|months|time|2629800|months/month|мес.|månader/månad
year|years|time|31557600|years/year|лет/год|år
mm||length|0.001|mm|мм|mm
cm||length|0.01|cm|см|cm
m||length|1|m|м|m
km||length|1000|km|км|km
ha||length^2|10000|ha|га|ha
l|litre litres|length^3|0.001|l|л|l
ug|µg|mass|1e-9|µg|мкг|µg
mg||mass|1e-6|mg|мг|mg
g||mass|0.001|g|г|g
kg||mass|1|kg|кг|kg
t|tonnes|mass|1000|t|т|ton
kt||mass|1e6|kt|тыс. т|kton
tCO2e|t-CO2e|co2e|1|t CO₂e|т CO₂-экв.|ton CO₂e
J||energy|1|J|Дж|J
GJ||energy|1e9|GJ|ГДж|GJ
kWh||energy|3.6e6|kWh|кВт·ч|kWh
MWh||energy|3.6e9|MWh|МВт·ч|MWh
GWh||energy|3.6e12|GWh|ГВт·ч|GWh
Gcal||energy|4.1868e9|Gcal|Гкал|Gcal
bit||bit|1|bit|бит|bit
kbit||bit|1e3|kbit|кбит|kbit
Mbit||bit|1e6|Mbit|Мбит|Mbit
Gbit||bit|1e9|Gbit|Гбит|Gbit
SEK|kr kronor|money:SEK|1|SEK|шв. кр.|kr
RUB|рублей руб. руб|money:RUB|1|RUB|руб.|rubel
EUR|euro|money:EUR|1|EUR|евро|euro
"""

_CURRENCIES = """
AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD
HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KZT LAK LBP LKR
LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR
PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SYP
SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER
ZAR ZMW
"""
CURRENCIES = frozenset(_CURRENCIES.split())

_MAGNITUDES = """
3 | thousand тысяч тысяча тыс. тыс tusen    | thousand | тыс. | tusen
6 | million millions миллионов млн. млн miljoner mn   | million  | млн  | mn
9 | billion billions миллиардов млрд. млрд miljarder md | billion | млрд | md
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A known unit: power of one dimension ("" has none), factor and labels by language."""

    dimension: str
    exponent: int
    factor: float
    labels: dict[str, tuple[str, str]]


def _cells(rows: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in rows.strip().splitlines()]


def _known(dimension: str, factor: str, labels: list[str]) -> Known:
    name, _, exponent = dimension.partition("^")
    forms = [tuple(label.split("/")) * 2 for label in labels]
    pairs = {language: (form[0], form[1]) for language, form in zip(("en", "ru", "sv"), forms, strict=True)}
    return Known(name.strip("-"), int(exponent or 1), float(factor), pairs)


KNOWN: dict[str, Known] = {}
for _code, _others, _dimension, _factor, *_labels in _cells(_ROWS):
    for _name in (_code, *_others.split()):
        KNOWN[_name] = _known(_dimension, _factor, _labels)

MAGNITUDE_OF: dict[str, int] = {}
MAGNITUDE_LABELS: dict[int, dict[str, str]] = {}
for _power, _words, *_labels in _cells(_MAGNITUDES):
    MAGNITUDE_OF |= dict.fromkeys(_words.split(), int(_power))
    MAGNITUDE_LABELS[int(_power)] = dict(zip(("en", "ru", "sv"), _labels, strict=True))
