"""Which words stand in the minutes of the subcommittee, in each language?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text

WORDS: Mapping[str, Text] = {
    "title": {
        "en": "Minutes: subcommittee on key digital projects",
        "ru": "Протокол: подкомиссия по ключевым цифровым проектам",
        "sv": "Protokoll: underkommittén för viktiga digitala projekt",
    },
    "led": {"en": "Led by", "ru": "Председатель", "sv": "Ordförande"},
    "members": {"en": "Members", "ru": "Члены", "sv": "Ledamöter"},
    "quorum": {"en": "Needed for a quorum", "ru": "Нужно для кворума", "sv": "Krävs för beslutförhet"},
    "of": {"en": "{quorum} of {members}", "ru": "{quorum} из {members}", "sv": "{quorum} av {members}"},
    "questions": {"en": "Questions", "ru": "Вопросы", "sv": "Frågor"},
    "present": {"en": "Present", "ru": "Присутствовали", "sv": "Närvarande"},
    "recused": {
        "en": "Take no part (act for a party)",
        "ru": "Не участвуют (действуют за участника)",
        "sv": "Deltar inte (företräder en part)",
    },
    "votes": {"en": "Votes", "ru": "Голоса", "sv": "Röster"},
    "conclusion": {"en": "Conclusion", "ru": "Заключение", "sv": "Slutsats"},
    "reasons": {"en": "Reasons", "ru": "Обоснование", "sv": "Skäl"},
    "document": {"en": "Registered as", "ru": "Зарегистрировано под номером", "sv": "Diariefört som"},
    "conditions": {"en": "Conditions", "ru": "Условия", "sv": "Villkor"},
    "who": {"en": "Who", "ru": "Кто", "sv": "Vem"},
    "what": {"en": "What", "ru": "Что", "sv": "Vad"},
    "due": {"en": "By when", "ru": "К какому дню", "sv": "Senast"},
    "nothing": {
        "en": "Nothing was concluded.",
        "ru": "Заключений нет.",
        "sv": "Ingen slutsats drogs.",
    },
}
