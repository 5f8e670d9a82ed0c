"""What do the columns of the workbook of investments mean, in each language?"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from styrbord.core.base.text import Text
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.effect_map import NodeKind
from styrbord.core.investments.portfolio.model import (
    Change,
    ConditionKind,
    CostKind,
    Explicitness,
    OptionKind,
    PartyRole,
)
from styrbord.core.investments.portfolio.money import Prices
from styrbord.core.investments.portfolio.plan import Access


def _text(en: str, ru: str, sv: str) -> Text:
    return {"en": en, "ru": ru, "sv": sv}


ABOUT: tuple[Text, ...] = (
    _text(
        "Each sheet holds one kind of rows; they are tied to an investment by its code.",
        "На каждом листе строки одного вида; с вложением их связывает его код.",
        "Varje blad har rader av ett slag; de hör till en investering genom dess kod.",
    ),
    _text(
        "The second row of a sheet names its columns: leave it as it is; the order is free. "
        "Add no columns of your own.",
        "Вторая строка листа называет столбцы: не меняйте её; порядок столбцов любой. "
        "Своих столбцов не добавляйте.",
        "Andra raden på ett blad namnger kolumnerna: låt den vara; ordningen är fri. "
        "Lägg inte till egna kolumner.",
    ),
    _text(
        "A blank cell leaves a field out, and what it held is gone. A deleted row deletes what it held.",
        "Пустая ячейка убирает значение поля, удалённая строка - всё, что в ней было.",
        "En tom cell tar bort fältets värde, en borttagen rad allt som stod på den.",
    ),
    _text(
        "Leave the revision as it is: it shows whether somebody changed the investment meanwhile. "
        "A new investment has none.",
        "Номер изменения не трогайте: по нему видно, не изменил ли кто-то вложение за это время. "
        "У нового вложения его нет.",
        "Låt ändringsnumret vara: det visar om någon har ändrat investeringen under tiden. "
        "En ny investering har inget.",
    ),
    _text(
        "Several entries in a cell stand on lines of their own, or between semicolons; pairs as 2027=0.5.",
        "Несколько записей в ячейке стоят на отдельных строках или через точку с запятой; пары: 2027=0.5.",
        "Flera poster i en cell står på egna rader eller med semikolon emellan; par som 2027=0.5.",
    ),
    _text(
        "Money and results of a decided investment change only by an approved request: what is changed here "
        "becomes the draft of one.",
        "Деньги и результаты решённого вложения меняются только по одобренной заявке: "
        "изменения отсюда становятся её черновиком.",
        "Pengar och resultat i en beslutad investering ändras bara genom en godkänd begäran: "
        "det som ändras här blir ett utkast till en sådan.",
    ),
)
FIRST: Mapping[str, Text] = {
    "investment": _text("Investment", "Вложение", "Investering"),
    "option": _text("Option", "Вариант", "Alternativ"),
}
WORDS: Mapping[str, Text] = {
    "access": _text("Who may see it", "Кому видно", "Vem får se"),
    "agreed_cut": _text("Agreed cut of it", "Согласованное сокращение", "Avtalad sänkning"),
    "assumption": _text("What it takes for granted", "Что предполагается", "Vad som förutsätts"),
    "base": _text("Start", "Исходное значение", "Utgångsvärde"),
    "baseline_due": _text("Baseline measured by", "Исходное измерить до", "Nollmätning senast"),
    "baseline_method": _text(
        "How the baseline is measured", "Как измеряется исходное", "Hur nollmätning görs"
    ),
    "bearer": _text("Who pays or gains", "Кто платит или выигрывает", "Vem betalar eller vinner"),
    "benefit": _text("Benefit", "Польза", "Nytta"),
    "body": _text("Body", "Организация", "Organisation"),
    "budget_line": _text("Budget line that is lowered", "Снижаемая строка бюджета", "Budgetpost som sänks"),
    "certainty": _text("How sure", "Насколько надёжно", "Hur säkert"),
    "change": _text("New, better or stopped", "Новое, лучше или прекращено", "Nytt, bättre eller slopat"),
    "code": _text("Code", "Код", "Kod"),
    "components": _text("Shared components", "Общие компоненты", "Gemensamma komponenter"),
    "counterfactual": _text("What would be without it", "Что было бы без него", "Vad som annars hade skett"),
    "currency": _text("Currency", "Валюта", "Valuta"),
    "data_source": _text("Source of the data", "Источник данных", "Datakälla"),
    "done_on": _text("Done on", "Выполнено", "Klart den"),
    "due": _text("By", "Срок", "Senast"),
    "end": _text("To", "К чему", "Till"),
    "ends_on": _text("Delivery", "Сдача", "Leverans"),
    "envelope": _text("Envelope", "Лимит", "Ram"),
    "explicitness": _text("How far it can be pinned down", "Насколько определённа", "Hur tydlig"),
    "follow_ups": _text("Measured (months=body)", "Измерения (месяцы=кто)", "Mäts (månader=vem)"),
    "formula": _text("How it follows from the series", "Как следует из ряда", "Hur den följer av serien"),
    "frequency": _text("How often", "Как часто", "Hur ofta"),
    "goals": _text("Goals", "Цели", "Mål"),
    "high": _text("High", "Высокая оценка", "Hög"),
    "horizon_years": _text("Years", "Лет", "Antal år"),
    "indicator": _text("Indicator", "Показатель", "Indikator"),
    "indicators": _text("Own indicators", "Свои показатели", "Egna indikatorer"),
    "is_common": _text("Shared by all", "Общая для всех", "Delas av alla"),
    "is_loss": _text("A loss", "Потеря", "En förlust"),
    "is_strategic": _text("Strategic", "Стратегическое", "Strategisk"),
    "kind": _text("Kind", "Вид", "Slag"),
    "light": _text("Light", "Сигнал", "Ljus"),
    "likely": _text("Likely", "Вероятная оценка", "Trolig"),
    "low": _text("Low", "Низкая оценка", "Låg"),
    "measurement_cost": _text("What measuring costs", "Цена измерения", "Vad mätningen kostar"),
    "methodology": _text("Methodology", "Методика", "Metod"),
    "more_is_better": _text("More is better", "Больше - лучше", "Mer är bättre"),
    "name": _text("Name", "Название", "Namn"),
    "needs": _text("Needs", "Потребности", "Behov"),
    "owner": _text("Post that answers", "Ответственная должность", "Ansvarig post"),
    "phase": _text("Phase", "Этап", "Fas"),
    "picture": _text("Common target picture", "Общий образ результата", "Gemensam målbild"),
    "pool": _text("Pool", "Вид затрат", "Kostnadsslag"),
    "price_year": _text("Price year", "Год цен", "Prisår"),
    "prices": _text("Nominal or real", "Номинальные или реальные", "Nominella eller reala"),
    "programme": _text("Programme", "Программа", "Program"),
    "purpose": _text("What it is for", "Для чего", "Syfte"),
    "ramp": _text(
        "Share of the effect (year=share)", "Доля эффекта (год=доля)", "Andel av effekten (år=andel)"
    ),
    "result": _text("Result that it pays for", "Оплачиваемый результат", "Resultat som betalas"),
    "revision": _text("Revision", "Номер изменения", "Ändringsnummer"),
    "roles": _text("Roles", "Роли", "Roller"),
    "share": _text("Share claimed", "Заявленная доля", "Andel som räknas"),
    "source": _text("Source", "Источник", "Källa"),
    "start": _text("From", "От чего", "Från"),
    "start_year": _text("First year", "Первый год", "Första år"),
    "starts_on": _text("Starts on", "Начинается", "Börjar"),
    "strength": _text("Strength 1 to 3", "Сила от 1 до 3", "Styrka 1 till 3"),
    "subject": _text("Subject", "Территория или орган", "Område eller organ"),
    "system": _text("Information system", "Информационная система", "Informationssystem"),
    "target": _text("Target", "Цель", "Mål"),
    "targets": _text("Targets (period=value)", "Цели (период=значение)", "Mål (period=värde)"),
    "tasks": _text("Own tasks", "Свои задачи", "Egna uppgifter"),
    "terms": _text("Terms of reference", "Техническое задание", "Uppdragsbeskrivning"),
    "title": _text("Title", "Название", "Rubrik"),
    "tower": _text("Tower", "Область ИТ", "IT-område"),
    "unit": _text("Unit", "Единица", "Enhet"),
    "unit_value": _text("Worth of a unit", "Стоимость единицы", "Värde per enhet"),
    "value_source": _text("Where the worth is from", "Откуда стоимость", "Varifrån värdet kommer"),
    "version_of_picture": _text("Version of the picture", "Версия образа", "Målbildens version"),
    "words": _text("Words", "Пояснение", "Ord"),
    "year": _text("Year", "Год", "År"),
}
_CHOICES: tuple[tuple[str, type[StrEnum]], ...] = (
    ("Investments access", Access),
    ("prices", Prices),
    ("Parties roles", PartyRole),
    ("Options kind", OptionKind),
    ("Costs kind", CostKind),
    ("Benefits kind", BenefitClass),
    ("Benefits change", Change),
    ("Benefits explicitness", Explicitness),
    ("Effects kind", NodeKind),
    ("Conditions kind", ConditionKind),
    ("Conditions light", Light),
)


def choices() -> Iterator[tuple[str, str]]:
    """Columns that take one of some words, and these words."""
    yield from ((name, ", ".join(one)) for name, one in _CHOICES)
