"""Which words do charts add by themselves: roles of lines, notes about marks, legends?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text, chosen

ROLES: Mapping[str, Text] = {
    "actual": {"en": "actual", "ru": "факт", "sv": "utfall"},
    "target": {"en": "target", "ru": "цель", "sv": "mål"},
    "plan": {"en": "plan", "ru": "план", "sv": "plan"},
    "forecast": {"en": "forecast", "ru": "прогноз", "sv": "prognos"},
    "peers-median": {"en": "median of type", "ru": "медиана типа", "sv": "median för typen"},
}
TABLE: Mapping[str, Text] = {
    "period": {"en": "Period", "ru": "Период", "sv": "Period"},
    "name": {"en": "Name", "ru": "Название", "sv": "Namn"},
    "value": {"en": "Value", "ru": "Значение", "sv": "Värde"},
    "state": {"en": "State", "ru": "Состояние", "sv": "Läge"},
    "class": {"en": "Class", "ru": "Группа", "sv": "Klass"},
    "from": {"en": "from", "ru": "от", "sv": "från"},
    "to": {"en": "to", "ru": "до", "sv": "till"},
    "kind": {"en": "What it is", "ru": "Что это", "sv": "Vad det är"},
}
STATUS: Mapping[str, Text] = {
    "P": {"en": "provisional", "ru": "предварительно", "sv": "preliminärt"},
    "E": {"en": "estimated", "ru": "оценка", "sv": "uppskattat"},
    "F": {"en": "forecast", "ru": "прогноз", "sv": "prognos"},
    "N": {"en": "nowcast", "ru": "текущая оценка", "sv": "nulägesprognos"},
    "actual": {"en": "actual", "ru": "факт", "sv": "utfall"},
    "B": {"en": "break in the series", "ru": "разрыв ряда", "sv": "brott i serien"},
}
NOTES: Mapping[str, Text] = {
    "P": {
        "en": "Hollow dot: provisional.",
        "ru": "Пустая точка: предварительное значение.",
        "sv": "Ofylld punkt: preliminärt värde.",
    },
    "E": {
        "en": "Hollow square: estimated.",
        "ru": "Пустой квадрат: оценка.",
        "sv": "Ofylld kvadrat: uppskattat värde.",
    },
    "F": {
        "en": "Dashes: forecast.",
        "ru": "Штриховая линия: прогноз.",
        "sv": "Streckad linje: prognos.",
    },
    "B": {
        "en": "Upright tick: break in the series, values before and after do not compare.",
        "ru": "Вертикальная черта: разрыв ряда, значения до и после несопоставимы.",
        "sv": "Lodrätt streck: brott i serien, värden före och efter är inte jämförbara.",
    },
    "ahead": {
        "en": "Dashes with rings on shaded ground: forecast.",
        "ru": "Штриховая линия с кружками на затенённом фоне: прогноз.",
        "sv": "Streckad linje med ringar på tonad botten: prognos.",
    },
    "bands": {
        "en": "Dark band with a solid edge: 80 times in 100 the value lies in it; "
        "pale band with a dotted edge: 95 times.",
        "ru": "Тёмная полоса со сплошным краем: значение попадает в неё 80 раз из 100; "
        "светлая с точечным краем: 95 раз.",
        "sv": "Mörkt band med hel kant: värdet ligger där 80 gånger av 100; "
        "ljust band med prickad kant: 95 gånger.",
    },
    "N": {
        "en": "Triangle: nowcast, part of the period was reported.",
        "ru": "Треугольник: текущая оценка, часть периода уже отчитана.",
        "sv": "Trekant: nulägesprognos, en del av perioden var redovisad.",
    },
    "worse": {
        "en": "Filled diamonds: signal, worse than the usual course.",
        "ru": "Закрашенные ромбы: сигнал, хуже обычного хода.",
        "sv": "Fyllda romber: signal, sämre än den vanliga gången.",
    },
    "other": {
        "en": "Bold rings: signal, not worse but other than the usual course.",
        "ru": "Жирные кольца: сигнал, не хуже, но иначе обычного хода.",
        "sv": "Feta ringar: signal, inte sämre men annat än den vanliga gången.",
    },
    "gap": {
        "en": "Gap in the line: no data.",
        "ru": "Пропуск в линии: нет данных.",
        "sv": "Lucka i linjen: data saknas.",
    },
    "target": {
        "en": "Diamonds: targets.",
        "ru": "Ромбы: целевые значения.",
        "sv": "Romber: målvärden.",
    },
    "median": {
        "en": "Dotted rule: median.",
        "ru": "Пунктир: медиана.",
        "sv": "Prickad linje: median.",
    },
}
MEDIAN: Text = {"en": "median", "ru": "медиана", "sv": "median"}
STATES: Mapping[str, Text] = {
    "act": {"en": "act", "ru": "действовать", "sv": "agera"},
    "watch": {"en": "watch", "ru": "наблюдать", "sv": "bevaka"},
    "on-plan": {"en": "on plan", "ru": "по плану", "sv": "enligt plan"},
    "no-target": {"en": "no target", "ru": "цель не задана", "sv": "inget mål"},
    "no-data": {"en": "no data", "ru": "нет данных", "sv": "data saknas"},
}


def word(table: Mapping[str, Text], key: str, language: str) -> str:
    """Word of a table in a language; the key itself when the table has none."""
    return chosen(table.get(key, {}), language) or key
