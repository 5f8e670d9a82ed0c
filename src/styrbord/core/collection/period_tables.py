"""Which words of Russian, English and Swedish speak of time, and what does each say?"""

_MONTH_NAMES = (
    ("январ янв", "january jan", "januari"),
    ("феврал февр фев", "february feb", "februari febr"),
    ("март мар", "march mar", "mars"),
    ("апрел апр", "april apr", "april"),
    ("май мая мае", "may", "maj"),
    ("июн", "june jun", "juni"),
    ("июл", "july jul", "juli"),
    ("август авг", "august aug", "augusti"),
    ("сентябр сент сен", "september sept sep", "september"),
    ("октябр окт", "october oct", "oktober okt"),
    ("ноябр нояб ноя", "november nov", "november"),
    ("декабр дек", "december dec", "december"),
)
_CLASSES = {
    "G": "г год года году годом y yr year years år året årets årgång",
    "GG": "гг годы годов годах",
    "Q": "кв квартал квартала квартале кварталу кварталы кварталов q qtr quarter quarters "
    "kv kvartal kvartalet kvartalen",
    "H": "полугодие полугодия полугодии п/г h half half-year halvår halvåret",
    "S": "s",
    "N": "мес месяц месяца месяцев month months mån månad månader månaderna",
    "W": "неделя недели неделе нед week weeks wk w v vecka veckan",
    "E": "конец конце end slutet slut ende",
    "B": "начало начале beginning start början",
    "U": "уч учебный учебного fy fiscal school academic financial финансовый läsår läsåret budgetår",
    "p": "за в во на по состоянию as of at the on in for during under i den per vid",
    "n1": "первый первое первого первом first första",
    "n2": "второй второе второго втором second andra",
    "n3": "третий третьего третьем third tredje",
    "n4": "четвертый четвертого четвертом fourth fjärde",
}
_SCENARIOS = {
    "actual": "факт фактически фактическое фактический отчет actual actuals outturn utfall faktiskt",
    "plan": "план плановый плановое плана plan planned budget budgeted planerat",
    "forecast": "прогноз прогнозный прогнозное прогноза forecast projection projected prognos",
    "target": "цель целевое целевой target targets goal mål målvärde",
    "optimistic": "оптимистичный оптимистический optimistic optimistisk",
    "pessimistic": "пессимистичный пессимистический консервативный pessimistic conservative pessimistisk",
    "medium": "базовый medium baseline умеренный",
    "estimate": "оценка оценочно estimate estimated est uppskattning",
    "provisional": "предварительно предварительные предварит предв provisional preliminary prel "
    "preliminär preliminära",
}
_FILLERS = frozenset(
    {"данные", "значение", "показатель", "вариант", "сценарий", "data", "value", "scenario", "värde"}
)
_ROMAN_NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

ROMAN = {roman: number for number, roman in enumerate(_ROMAN_NUMBERS, start=1)}
"""Numbers that quarters and half-years are printed with."""

MONTHS = {
    word: number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for group in names
    for word in group.split()
}
"""Number of a month by its name in small letters; Russian names of full length are stems."""

WORDS = {word: code for code, words in _CLASSES.items() for word in words.split()}
"""Class of a word by the word in small letters; classes as in `period_tokens`."""
WORDS |= {word: f"!{scenario}" for scenario, words in _SCENARIOS.items() for word in words.split()}
WORDS |= dict.fromkeys(_FILLERS, "~")
