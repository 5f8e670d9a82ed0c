"""Which words stand in the pack of a meeting, in each language?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text

WORDS: Mapping[str, Text] = {
    "title": {"en": "Agenda: {circle}", "ru": "Повестка: {circle}", "sv": "Dagordning: {circle}"},
    "present": {"en": "Members", "ru": "Участники", "sv": "Deltagare"},
    "item": {"en": "Item", "ru": "Пункт", "sv": "Punkt"},
    "figure": {"en": "Figure", "ru": "Цифра", "sv": "Siffra"},
    "since": {"en": "Since", "ru": "С какого времени", "sv": "Sedan"},
    "holder": {"en": "Holder", "ru": "Кто отвечает", "sv": "Ansvarig"},
    "why": {"en": "Why it is here", "ru": "Почему в повестке", "sv": "Varför den tas upp"},
    "address": {"en": "On the board", "ru": "На доске", "sv": "På tavlan"},
    "nothing": {
        "en": "Nothing is on the agenda.",
        "ru": "В повестке ничего нет.",
        "sv": "Inget står på dagordningen.",
    },
}
