"""What do the other pages look like filled? Invented pages for tests and for looking at templates."""

from datetime import UTC, date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import KINDS, Problem, define
from styrbord.core.spine.facts import EditionNote, Version
from styrbord.figures.listings import (
    Calendar,
    DatasetRow,
    Hit,
    MethodPage,
    QualityRow,
    RegisterPage,
    RegisterRubric,
)
from styrbord.figures.model import Bar, Computation, Input, Line, PeerAnswer, State
from styrbord.figures.pages import (
    Block,
    ComparePage,
    CompareTable,
    FreePage,
    GoalRow,
    IndicatorPage,
    InputValue,
    MapPage,
    PageNode,
    PageNote,
    Provenance,
    RankRow,
    RollUp,
    RubricPage,
    RubricSummary,
    SubjectPage,
    TableRow,
    TreeNode,
)
from tests.web.samples import (
    INDICATORS,
    RUBRICS,
    areas,
    course,
    figure,
    indicator,
    key_tiles,
    labels,
    moment,
    rubric_rows,
    text,
    tile,
)

UNEMPLOYMENT = indicator(*INDICATORS[0])
LAST = Period.parse("2026-10")


def note(n: int, year: int, month: int) -> EditionNote:
    when = moment(year, month, 18)
    return EditionNote(
        n, "labour-market", when, f"{year}-{month:02d}", when, when, "Labour force survey", 12_400 + n
    )


def months(n: int) -> list[Period]:
    return [LAST.shift(i - n + 1) for i in range(n)]


def lines() -> tuple[Line, ...]:
    values = course(7.3, 1.6, 70)
    actual = tuple(
        (p, None if i == 20 else v, "P" if i > 67 else "A")
        for i, (p, v) in enumerate(zip(months(70), values, strict=True))
    )
    target = tuple(
        (Period.parse(f"{year}-12"), 5.6 - 0.16 * (year - 2021), "A") for year in range(2021, 2028)
    )
    unit = {"unit": "%", "decimals": 1}
    return (
        Line("actual", "stenfors", text("Stenfors", "Стенфорс", "Stenfors"), actual, **unit),
        Line("target", "stenfors", text("target path", "путь к цели", "målbana"), target, **unit),
    )


def peers() -> tuple[Bar, ...]:
    rows = (("linfors", 5.0), ("jarnbruk", 6.1), ("koppardal", 6.4), ("stenfors", 7.3), ("gruvberg", 7.8))
    names = labels().subjects
    return tuple(Bar(code, names[code].names, value, is_own=code == "stenfors") for code, value in rows)


def period_rows() -> tuple[TableRow, ...]:
    return tuple(
        TableRow(
            p,
            None if i == 4 else figure(7.3 - i / 10, "%"),
            4.8,
            None if i == 4 else 2.5 - i / 10,
            6.1,
            State.NO_DATA if i == 4 else State.ACT,
            "O" if i == 4 else "P" if i < 2 else "A",
            1 + i % 3,
        )
        for i, p in enumerate(reversed(months(70)))
    )


def indicator_page() -> IndicatorPage:
    return IndicatorPage(
        indicator=UNEMPLOYMENT,
        subject=labels().subjects["stenfors"],
        tile=tile(
            "unemployment",
            "stenfors",
            7.3,
            target=4.8,
            change=0.8,
            state="act",
            since="2025-08",
            owner="labour",
        ),
        lines=lines(),
        rows=period_rows(),
        peers=peers(),
        peer_answer=PeerAnswer("industrial", 4, 5, 5, 6.4, "linfors", 5.0),
        areas=areas(),
        members_table=areas(),
        formula="100 * unemployed / labour-force",
        inputs=inputs(),
        rollup=rollup(),
        editions=(note(3, 2026, 11), note(2, 2026, 10), note(1, 2026, 9)),
        grain="M",
        grains=("M", "Q", "A"),
        rubric="jobs",
        parent="valley",
    )


def inputs() -> tuple[InputValue, ...]:
    return tuple(
        InputValue(Input(code, "stenfors", LAST, 3), figure(value, "persons", 0))
        for code, value in (("population", 12480), ("employment", 11569))
    )


def rollup() -> RollUp:
    return RollUp(figure(7.3, "%"), figure(7.1, "%"), 0.2, 8, 9, areas())


def provenance() -> Provenance:
    versions = tuple(
        Version(value, status, 1, note(n, 2026, n + 8), "observations.csv", 1041 + n, n == 3)
        for n, value, status in ((3, 7.3, "P"), (2, 7.2, "P"), (1, None, "O"))
    )
    return Provenance(
        UNEMPLOYMENT,
        labels().subjects["stenfors"],
        LAST,
        figure(7.3, "%", status="P"),
        versions,
        "100 * unemployed / labour-force",
        inputs(),
        rollup(),
    )


def notes() -> dict[str, PageNote]:
    return {
        code: PageNote(
            code,
            text(en, ru, sv),
            text("What the rubric is about.", "О чём эта рубрика.", "Vad området handlar om."),
            order=n,
            kind="rubric",
        )
        for n, (code, en, ru, sv, _, _) in enumerate(RUBRICS)
    }


def subject_page() -> SubjectPage:
    names = labels().subjects
    rubrics = tuple(
        RubricSummary(page, key_tiles()[i % 3 : i % 3 + 3], i % 3, i % 2)
        for i, page in enumerate(list(notes().values())[:4])
    )
    members = tuple(one for one in names.values() if one.level == "municipality")
    return SubjectPage(names["valley"], (names["norrvik-county"],), members, "industrial", rubrics)


def blocks() -> tuple[Block, ...]:
    titled = text("Unemployment by age", "Безработица по возрасту", "Arbetslöshet efter ålder")
    parts = tuple(
        Line(
            "part",
            code,
            text(en, ru, sv),
            tuple((Period.parse(str(y)), base + (y - 2015) / 4, "A") for y in range(2015, 2026)),
            "%",
            1,
        )
        for code, en, ru, sv, base in (
            ("15-24", "15–24", "15–24", "15–24", 14.0),
            ("25-54", "25–54", "25–54", "25–54", 6.0),
            ("55-74", "55–74", "55–74", "55–74", 4.5),
        )
    )
    words = text(
        "The rate follows the mill.\n\nIt closes in 2027.",
        "Уровень следует за заводом.",
        "Nivån följer verket.",
    )
    return (
        Block("tiles", "b1", tiles=key_tiles()[:4]),
        Block("chart", "b2", tiles=key_tiles()[1:2], lines=lines(), indicator="unemployment", unit="%"),
        Block("table", "b3", text("Plan and fact", "План и факт", "Plan och utfall"), tiles=key_tiles()),
        Block("chart", "b4", titled, "stacked", lines=parts, unit="%"),
        Block(
            "chart",
            "b5",
            text("By municipality", "По муниципалитетам", "Per kommun"),
            "bars",
            areas=areas(),
            indicator="unemployment",
            unit="%",
        ),
        Block("breakdown", "b6", titled, lines=parts, dimension="age", unit="%"),
        Block("goals", "b7", text("Goals", "Цели", "Mål"), goals=goals()),
        Block("text", "b8", text("Comment", "Пояснение", "Kommentar"), text=words),
    )


def goals() -> tuple[GoalRow, ...]:
    plan = text("Regional plan 2030", "План до 2030 года", "Regional plan 2030")
    return (
        GoalRow(
            "g1",
            text("Work for all", "Работа для всех", "Arbete åt alla"),
            plan,
            "4.2",
            tiles=key_tiles()[1:3],
        ),
        GoalRow("g2", text("Shorter waits", "Короче очереди", "Kortare köer")),
    )


def rubric_page() -> RubricPage:
    names = labels().subjects
    return RubricPage(names["valley"], notes()["jobs"], blocks(), (names["norrvik-county"],), rubric_rows())


def compare_page(*, mixed: bool = False, refused: bool = False) -> ComparePage:
    chosen = ("stenfors", "gruvberg", "linfors", "koppardal", "jarnbruk")
    names = labels().subjects
    told = tuple(
        Line(
            "subject",
            code,
            names[code].names,
            tuple((p, v + i, "A") for p, v in zip(months(36), course(6.0, 1.0, 36), strict=True)),
            "%",
            1,
        )
        for i, code in enumerate(chosen[:3])
    )
    rows = tuple(
        RankRow(code, figure(5.0 + i, "%"), i + 1, i + 1, State.ACT if i == 4 else State.ON_PLAN)
        for i, code in enumerate(chosen)
    )
    table = CompareTable("unemployment", "" if mixed else "industrial", rows, not mixed, 6.1)
    if "compare.mixed" not in KINDS:
        define(
            "compare.mixed",
            "The subjects are of {count} types.",
            "Choose subjects of one type, or the mixed view.",
        )
    problems = (Problem("compare.mixed", "subject", {"count": 2}),) if refused else ()
    return ComparePage(
        ("unemployment",),
        chosen,
        LAST,
        tuple(months(12)),
        mixed,
        () if refused else told,
        () if refused else (table,),
        problems,
    )


def map_page() -> MapPage:
    return MapPage(UNEMPLOYMENT, LAST, areas(), "", ("industrial",), tuple(months(12)))


def hits() -> list[Hit]:
    return [
        Hit("indicator", "unemployment", UNEMPLOYMENT.names, UNEMPLOYMENT.definition, 1.0),
        Hit("subject", "stenfors", labels().subjects["stenfors"].names, {}, 0.5),
        Hit("page", "about", text("About the county", "Об округе", "Om länet"), {}, 0.4),
    ]


def tree() -> tuple[TreeNode, ...]:
    names = labels().subjects
    leaves = [TreeNode(one, (), "industrial") for one in names.values() if one.level == "municipality"]
    districts = (
        TreeNode(names["valley"], tuple(leaves[:5])),
        TreeNode(names["upland"], tuple(leaves[5:]), counts=False),
    )
    return (TreeNode(names["norrvik-county"], districts),)


def free_page() -> FreePage:
    about = PageNote(
        "about", text("About the county", "Об округе", "Om länet"), text("A page.", "Страница.", "En sida.")
    )
    return FreePage(about, blocks()[-1:] + blocks()[:1], labels().subjects["valley"], (), (notes()["jobs"],))


def page_tree() -> tuple[PageNode, ...]:
    closed = PageNote("inner", text("For offices", "Для отделов", "För kontor"), publicity="signed-in")
    return (*(PageNode(one) for one in notes().values()), PageNode(free_page().page, (PageNode(closed),)))


def calendar() -> Calendar:
    rows = (
        DatasetRow(
            "labour-market",
            text("Labour market", "Рынок труда", "Arbetsmarknad"),
            text("Statistics unit", "Отдел статистики", "Statistikenheten"),
            "scheduled",
            12,
            note(3, 2026, 11),
            date(2026, 12, 18),
        ),
        DatasetRow(
            "budget",
            text("Budget", "Бюджет", "Budget"),
            {},
            "rolling",
            4,
            note(4, 2026, 9),
            date(2026, 11, 12),
            9,
        ),
    )
    return Calendar(rows, (note(3, 2026, 11), note(2, 2026, 10), note(1, 2026, 9)))


def register_page() -> RegisterPage:
    rows = (
        QualityRow("unemployment", (), 39, 41, LAST, 0, 0.06),
        QualityRow("broadband", ("owner", "target"), 30, 41, LAST.shift(-2), 9),
        QualityRow("roads", ("values",), 0, 41),
    )
    return RegisterPage(tuple(RegisterRubric(one, rows) for one in list(notes().values())[:3]), 148, 120, 9)


def method_page() -> MethodPage:
    words = text("As the source gave it.", "Как дал источник.", "Som källan gav det.")
    return MethodPage((Computation("reported/1", words), Computation("rank-span/1", words, "ours")))


def now() -> datetime:
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
