"""Which words stand in a form's workbook, in each language?"""

from collections.abc import Mapping

from styrbord.core.base.text import Text, chosen

WORDS: Mapping[str, Text] = {
    "form": {"en": "Form", "ru": "Форма", "sv": "Formulär"},
    "for": {
        "en": "{subject}, for {period}",
        "ru": "{subject}, за период: {period}",
        "sv": "{subject}, för {period}",
    },
    "due": {"en": "Hand in by {day}", "ru": "Сдать до {day} включительно", "sv": "Lämnas in senast {day}"},
    "how-1": {
        "en": "Fill the yellow cells; the others are locked. Leave nothing blank.",
        "ru": "Заполните жёлтые ячейки, остальные защищены. Не оставляйте пустых.",
        "sv": "Fyll i de gula cellerna; de andra är låsta. Lämna ingen tom.",
    },
    "how-2": {
        "en": "No value? Leave it out and choose a reason. Write numbers, not formulas or dates.",
        "ru": "Нет значения? Не вписывайте его, выберите причину. Только числа, без формул и дат.",
        "sv": "Inget värde? Utelämna det och välj ett skäl. Skriv tal, inte formler eller datum.",
    },
    "how-3": {
        "en": "An unusual value needs a note. Save the file as .xlsx and hand it in on the form's page.",
        "ru": "Необычное значение поясните. Сохраните файл как .xlsx и сдайте на странице формы.",
        "sv": "Ett ovanligt värde kräver en kommentar. Spara som .xlsx och lämna in på formulärets sida.",
    },
    "indicator": {"en": "Indicator", "ru": "Показатель", "sv": "Indikator"},
    "unit": {"en": "Unit", "ru": "Единица", "sv": "Enhet"},
    "last": {"en": "Last value", "ru": "Последнее значение", "sv": "Senaste värde"},
    "year-before": {"en": "A year before", "ru": "Год назад", "sv": "Ett år tidigare"},
    "plan": {"en": "Plan", "ru": "План", "sv": "Plan"},
    "value": {"en": "VALUE", "ru": "ЗНАЧЕНИЕ", "sv": "VÄRDE"},
    "reason": {"en": "REASON if none", "ru": "ПРИЧИНА, если нет", "sv": "SKÄL om inget"},
    "note": {"en": "NOTE", "ru": "ПОЯСНЕНИЕ", "sv": "KOMMENTAR"},
    "hint": {"en": "Hint", "ru": "Подсказка", "sv": "Tips"},
    "known": {
        "en": "Known from {source}; correct it if it is wrong.",
        "ru": "Известно из источника: {source}; исправьте, если неверно.",
        "sv": "Känt från {source}; rätta om det är fel.",
    },
    "known-here": {
        "en": "The board has this value already; correct it if it is wrong.",
        "ru": "Это значение уже есть на доске; исправьте, если неверно.",
        "sv": "Tavlan har redan detta värde; rätta om det är fel.",
    },
    "between": {"en": "From {low} to {high}.", "ru": "От {low} до {high}.", "sv": "Från {low} till {high}."},
    "at-least": {"en": "At least {low}.", "ru": "Не меньше {low}.", "sv": "Minst {low}."},
    "at-most": {"en": "At most {high}.", "ru": "Не больше {high}.", "sv": "Högst {high}."},
    "optional": {"en": "May stay blank.", "ru": "Можно не заполнять.", "sv": "Får lämnas tom."},
    "unusual": {
        "en": "Not a usual value",
        "ru": "Необычное значение",
        "sv": "Inget vanligt värde",
    },
    "expected": {
        "en": "A number is expected here.",
        "ru": "Здесь ожидается число.",
        "sv": "Här väntas ett tal.",
    },
    "wrong-reason": {
        "en": "Choose one of the list.",
        "ru": "Выберите из списка.",
        "sv": "Välj ur listan.",
    },
    "page": {"en": "Page &P of &N", "ru": "Страница &P из &N", "sv": "Sida &P av &N"},
    "problems": {
        "en": "{count} cells need your attention; they are red, and a comment says what to do.",
        "ru": "Ячеек с замечаниями: {count}; они красные, в примечании сказано, что сделать.",
        "sv": "{count} celler behöver ses över; de är röda, och en kommentar säger vad som ska göras.",
    },
}


def word(name: str, language: str, **params: object) -> str:
    """Words of a name in a language."""
    return chosen(WORDS[name], language).format_map(params)
