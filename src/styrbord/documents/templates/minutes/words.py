"""Which words stand in minutes, in each language?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text

WORDS: Mapping[str, Text] = {
    "title": {"en": "Minutes: {circle}", "ru": "Протокол: {circle}", "sv": "Protokoll: {circle}"},
    "led": {"en": "Led by", "ru": "Ведёт", "sv": "Ordförande"},
    "present": {"en": "Present", "ru": "Присутствуют", "sv": "Närvarande"},
    "absent": {"en": "Absent", "ru": "Отсутствуют", "sv": "Frånvarande"},
    "next": {"en": "Next meeting", "ru": "Следующая встреча", "sv": "Nästa möte"},
    "why": {"en": "Why it is here", "ru": "Почему в повестке", "sv": "Varför den tas upp"},
    "said": {"en": "Said", "ru": "Сказано", "sv": "Sagt"},
    "decided": {"en": "Decided", "ru": "Решено", "sv": "Beslutat"},
    "promised": {"en": "Promised", "ru": "Обещано", "sv": "Utlovat"},
    "who": {"en": "Who", "ru": "Кто", "sv": "Vem"},
    "what": {"en": "What", "ru": "Что", "sv": "Vad"},
    "due": {"en": "By when", "ru": "К какому дню", "sv": "Senast"},
    "nothing": {
        "en": "Nothing was on the agenda.",
        "ru": "В повестке ничего не было.",
        "sv": "Inget stod på dagordningen.",
    },
}
