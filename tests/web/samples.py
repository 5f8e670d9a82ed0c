"""What does each page look like filled? Invented pages for tests and for looking at templates."""

from datetime import UTC, date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Direction, Indicator, OverSubjects, OverTime
from styrbord.core.spine.subjects import Subject, SubjectKind
from styrbord.figures.model import (
    Bar,
    Deviation,
    DeviationKind,
    Figure,
    FreshLevel,
    Freshness,
    PeerAnswer,
    Standing,
    State,
    TargetAnswer,
    Tile,
    Verdict,
)
from styrbord.figures.pages import Labels, Overview, RubricRow, Shell

RUBRICS = (
    ("national-projects", "National projects", "Национальные проекты", "Nationella projekt", 0, 1),
    ("state-programmes", "State programmes", "Государственные программы", "Statliga program", 0, 0),
    ("budget", "Budget execution", "Исполнение бюджета", "Budgetutfall", 1, 0),
    ("spending", "Spending and revenue", "Доходы и расходы", "Utgifter och intäkter", 0, 0),
    ("demography", "Demography", "Демография", "Demografi", 0, 1),
    ("incomes", "Incomes", "Доходы населения", "Inkomster", 0, 0),
    ("poverty", "Poverty", "Уровень бедности", "Fattigdom", 0, 1),
    ("housing", "Housing", "Обеспеченность жильём", "Bostäder", 2, 0),
    ("migration", "Labour migration", "Трудовая миграция", "Arbetskraftsflyttning", 1, 0),
    ("schools", "Schools and health care", "Образование и здравоохранение", "Skola och hälsovård", 2, 0),
    ("industries", "Industries, enterprises", "Отрасли и предприятия", "Branscher och företag", 0, 0),
    ("trade", "Trade", "Торговля", "Handel", 0, 0),
    ("finance", "Financial flows", "Финансовые потоки", "Finansiella flöden", 0, 0),
    ("investment", "Investment projects", "Инвестиционные проекты", "Investeringsprojekt", 0, 1),
    ("jobs", "New jobs", "Новые рабочие места", "Nya jobb", 0, 0),
    ("infrastructure", "Infrastructure", "Инфраструктура", "Infrastruktur", 0, 1),
    ("transport", "Freight, passengers", "Грузо- и пассажиропотоки", "Gods- och persontrafik", 0, 0),
    ("goods", "Provision of goods", "Обеспеченность товарами", "Varuförsörjning", 0, 0),
    ("prices", "Consumer prices", "Потребительские цены", "Konsumentpriser", 0, 0),
    ("satisfaction", "Satisfaction", "Удовлетворённость", "Nöjdhet", 0, 1),
)
SUBJECTS = (
    ("norrvik-county", "county", "Norrvik County", "Округ Норрвик", "Norrviks län"),
    ("valley", "district", "Valley district", "Долинный район", "Daldistriktet"),
    ("upland", "district", "Upland district", "Нагорный район", "Fjälldistriktet"),
    ("stenfors", "municipality", "Stenfors", "Стенфорс", "Stenfors"),
    ("norrvik", "municipality", "Norrvik", "Норрвик", "Norrvik"),
    ("gruvberg", "municipality", "Gruvberg", "Грувберг", "Gruvberg"),
    ("koppardal", "municipality", "Koppardal", "Коппардаль", "Koppardal"),
    ("fjallsta", "municipality", "Fjällsta", "Фьельста", "Fjällsta"),
    ("jarnbruk", "municipality", "Järnbruk", "Ернбрук", "Järnbruk"),
    ("havnsund", "municipality", "Havnsund", "Хавнсунд", "Havnsund"),
    ("myrheden", "municipality", "Myrheden", "Мюрхеден", "Myrheden"),
    ("linfors", "municipality", "Linfors", "Линфорс", "Linfors"),
)
POSTS = (
    ("labour", "Labour office", "Занятость", "Arbetsenheten"),
    ("rescue", "Rescue service", "Спасслужба", "Räddningen"),
    ("digital", "Digital office", "ИТ-отдел", "Digitalenhet"),
    ("planning", "Planning unit", "Отдел планов", "Planenheten"),
    ("finance", "Finance office", "Финотдел", "Ekonomi"),
    ("school", "School office", "Отдел школ", "Skolkontoret"),
    ("strategy", "Strategy office", "Стратегия", "Strategi"),
    ("road", "Road office", "Дороги", "Vägenheten"),
    ("social", "Social office", "Соцотдел", "Socialtjänst"),
    ("service", "Service desk", "Отдел услуг", "Servicecenter"),
    ("network", "Network unit", "Отдел связи", "Nätenheten"),
)
# code, en, ru, sv, unit, decimals, direction
INDICATORS = (
    ("unemployment", "Unemployment", "Безработица", "Arbetslöshet", "%", 1, "down"),
    (
        "ambulance",
        "Ambulance response time",
        "Прибытие скорой помощи",
        "Ambulansens framkörning",
        "min",
        1,
        "down",
    ),
    (
        "permits",
        "Building permits, waiting",
        "Срок выдачи разрешений",
        "Bygglov, väntetid",
        "days",
        0,
        "down",
    ),
    ("dwellings", "Dwellings started", "Начато жилых домов", "Påbörjade bostäder", "", 0, "up"),
    (
        "budget-executed",
        "Budget executed, Jan–Oct",
        "Исполнение бюджета",
        "Budgetutfall, jan.–okt.",
        "%",
        1,
        "up",
    ),
    ("teachers", "Teachers with qualification", "Учителя с квалификацией", "Behöriga lärare", "%", 1, "up"),
    (
        "net-migration",
        "Net migration, ages 20–34",
        "Миграция, 20–34 года",
        "Flyttnetto, 20–34 år",
        "",
        0,
        "up",
    ),
    ("roads", "Roads in good condition", "Дороги в нормативе", "Vägar i gott skick", "%", 1, "up"),
    (
        "poor-children",
        "Children in poor homes",
        "Дети в бедных семьях",
        "Barn i fattiga hushåll",
        "%",
        1,
        "down",
    ),
    ("satisfied", "Satisfaction with services", "Довольны услугами", "Nöjdhet med service", "%", 1, "up"),
    (
        "late-projects",
        "Projects behind schedule",
        "Проекты с отставанием",
        "Försenade projekt",
        "",
        0,
        "down",
    ),
    ("broadband", "Broadband, 1 Gbit/s", "Интернет 1 Гбит/с", "Bredband, 1 Gbit/s", "%", 1, "up"),
    ("population", "Population", "Население", "Befolkning", "persons", 0, "up"),
    ("employment", "Employment, 20–64", "Занятость, 20–64", "Sysselsatta, 20–64", "%", 1, "up"),
    ("income", "Median income, month", "Медианный доход", "Medianinkomst", "SEK", 0, "up"),
    ("in-norm", "Served within norm", "Услуги в срок", "Ärenden i tid", "%", 1, "up"),
    ("enterprises", "New enterprises", "Новые предприятия", "Nya företag", "", 0, "up"),
    ("recycled", "Waste recycled", "Переработка отходов", "Återvunnet avfall", "%", 1, "up"),
)
EXCEPTIONS = (
    ("unemployment", "stenfors", 7.3, 4.8, 0.8, "2025-08", 15, "labour", "act"),
    ("ambulance", "upland", 24.1, 18, 3.2, "2025-09", 14, "rescue", "act"),
    ("permits", "norrvik", 71, 42, 18, "2026-01", 10, "digital", "act"),
    ("dwellings", "valley", 212, 340, -88, "2026-02", 9, "planning", "act"),
    ("budget-executed", "gruvberg", 64.2, 80, -9.4, "2026-04", 7, "finance", "act"),
    ("teachers", "koppardal", 61.0, 75, -4.1, "2026-05", 6, "school", "act"),
    ("net-migration", "upland", -1184, -600, -213, "2026-03", 8, "strategy", "watch"),
    ("roads", "fjallsta", 52.8, 60, -3.3, "2026-06", 5, "road", "watch"),
    ("poor-children", "jarnbruk", 14.9, 11, 1.2, "2026-06", 5, "social", "watch"),
    ("satisfied", "havnsund", 58.3, 65, -2.9, "2026-07", 4, "service", "watch"),
    ("late-projects", "norrvik-county", 9, 4, 3, "2026-10", 1, "digital", "watch"),
    ("broadband", "myrheden", 67.4, 85, 0.4, "2026-10", 1, "network", "watch"),
)
TODAY = date(2026, 11, 21)


def text(en: str, ru: str, sv: str) -> dict[str, str]:
    return {"en": en, "ru": ru, "sv": sv}


def labels() -> Labels:
    subjects = {
        code: Subject(code, SubjectKind.TERRITORY, level, text(en, ru, sv))
        for code, level, en, ru, sv in SUBJECTS
    }
    return Labels(
        subjects=subjects,
        indicators={row[0]: indicator(*row) for row in INDICATORS},
        types={"industrial": text("industrial town", "промышленный город", "industristad")},
        type_of={code: "industrial" for code, level, *_ in SUBJECTS if level == "municipality"},
        levels={"municipality": text("municipality", "муниципалитет", "kommun")},
        posts={code: text(en, ru, sv) for code, en, ru, sv in POSTS},
        rubrics={code: text(en, ru, sv) for code, en, ru, sv, _, _ in RUBRICS},
        datasets={"labour-market": text("Labour market", "Рынок труда", "Arbetsmarknad")},
    )


def indicator(code: str, en: str, ru: str, sv: str, unit: str, decimals: int, direction: str) -> Indicator:
    return Indicator(
        code=code,
        names=text(en, ru, sv),
        dataset="labour-market",
        definition=text(
            "Unemployed as a share of the labour force aged 15–74, ILO concept.",
            "Доля безработных в рабочей силе в возрасте 15–74 лет по методологии МОТ.",
            "Arbetslösa som andel av arbetskraften 15–74 år enligt ILO.",
        ),
        unit=unit,
        decimals=decimals,
        direction=Direction(direction),
        frequency="M",
        over_subjects=OverSubjects.WEIGHTED_MEAN,
        weight_by="population",
        over_time=OverTime.MEAN,
        rubrics=("jobs",),
        owner="labour",
        source=text("Labour force survey", "Обследование рабочей силы", "Arbetskraftsundersökningen"),
    )


def shell() -> Shell:
    return Shell(
        is_invented=True,
        today=TODAY,
        releases=(date(2026, 11, 18), date(2026, 10, 21), date(2026, 9, 16)),
        vintages=("2026", "2025", "2024"),
        released_on=date(2026, 11, 18),
        datasets=4,
        published_on=date(2026, 3, 3),
        updated_on=date(2026, 11, 18),
    )


def figure(value: float | None, unit: str = "", decimals: int = 1, status: str = "A") -> Figure:
    return Figure("sample", value, unit, decimals, "reported/1", status)


def course(last: float, change: float, n: int = 24) -> tuple[float, ...]:
    wave = (0.1, -0.35, 0.25, -0.1, 0.3, -0.3)
    return tuple(last - change * 1.4 * (1 - i / (n - 1)) + wave[i % 6] * change for i in range(n - 1)) + (
        last,
    )


def against(value: float | None, target: float | None, state: str, unit: str, decimals: int) -> TargetAnswer:
    if target is None:
        return TargetAnswer(None, None, None, Standing.NONE)
    standing = Standing.ON_TRACK if state == "on-plan" else Standing.BEHIND
    shown = figure(target, unit, 0 if float(target).is_integer() else decimals)
    return TargetAnswer(shown, None if value is None else value - target, 0.2, standing)


def tile(
    code: str,
    subject: str,
    value: float | None,
    *,
    target: float | None,
    change: float,
    state: str,
    verdict: str = "worse",
    since: str = "",
    owner: str = "",
    period: str = "2026-10",
    age: int = 9,
    peers: tuple[int, int] = (5, 6),
) -> Tile:
    known = {row[0]: row for row in INDICATORS}[code]
    unit, decimals = known[4], known[5]
    when = Period.parse(period)
    return Tile(
        indicator=code,
        subject=subject,
        state=State(state),
        value=figure(value, unit, decimals),
        period=when,
        change=None if value is None else figure(change, unit, decimals),
        change_from=when.shift(-12),
        verdict=Verdict(verdict),
        target=against(value, target, state, unit, decimals),
        peers=PeerAnswer("industrial", *peers, 9, 6.1, "linfors", 5.0),
        since=Period.parse(since) if since else None,
        owner=owner,
        decided=None,
        fresh=Freshness(when, date(2026, 11, 12), age, FreshLevel.ON_TIME),
        spark=course(value or 0, change or 0.4),
        spark_target=target,
    )


def exceptions() -> tuple[Deviation, ...]:
    rows = []
    for code, subject, value, target, change, since, n, owner, state in EXCEPTIONS:
        verdict = "better" if code == "broadband" else "worse"
        one = tile(
            code,
            subject,
            value,
            target=target,
            change=change,
            state=state,
            since=since,
            owner=owner,
            verdict=verdict,
        )
        kind = DeviationKind.PERIOD_MISSING if code == "late-projects" else DeviationKind.BEHIND_TARGET
        rows.append(Deviation(one, kind, 2.0, 1.0, 1.0, 2.0, n))
    return tuple(rows)


def key_tiles() -> tuple[Tile, ...]:
    county = "norrvik-county"
    return (
        tile(
            "population",
            county,
            486312,
            target=None,
            change=-1940,
            state="no-target",
            period="2026-09",
            age=21,
        ),
        tile("unemployment", county, 5.9, target=5.0, change=0.3, state="watch", peers=(4, 7)),
        tile(
            "employment", county, 79.4, target=80, change=0.6, state="on-plan", verdict="better", peers=(2, 4)
        ),
        tile("income", county, 28450, target=29000, change=580, state="on-plan", verdict="better", age=48),
        tile(
            "in-norm", county, 81.7, target=90, change=0.0, state="watch", verdict="same", peers=(6, 8), age=3
        ),
    )


def areas() -> tuple[Bar, ...]:
    states = ("act", "watch", "on-plan", "act", "watch", "no-data", "on-plan", "on-plan", "no-target")
    own = [row for row in SUBJECTS if row[1] == "municipality"]
    return tuple(
        Bar(
            code,
            text(en, ru, sv),
            None if state == "no-data" else 5.0 + i / 2,
            "O" if state == "no-data" else "A",
            State(state),
        )
        for i, ((code, _, en, ru, sv), state) in enumerate(zip(own, states, strict=False))
    )


def rubric_rows() -> tuple[RubricRow, ...]:
    return tuple(RubricRow(code, text(en, ru, sv), act, watch) for code, en, ru, sv, act, watch in RUBRICS)


def overview() -> Overview:
    county = "norrvik-county"
    better = (
        tile("enterprises", county, 2312, target=None, change=312, state="no-target", verdict="better"),
        tile("recycled", county, 41.2, target=None, change=4.6, state="no-target", verdict="better"),
    )
    return Overview(
        subject=labels().subjects[county],
        exceptions=exceptions(),
        more=5,
        act=6,
        watch=11,
        behind=15,
        missing=2,
        indicators=148,
        members=41,
        areas=areas(),
        better=better,
        received=(39, 41),
        provisional_share=0.06,
        tiles=key_tiles(),
        rubrics=rubric_rows(),
        datasets=4,
        released_on=date(2026, 11, 18),
        member_level="municipality",
    )


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=UTC)
