"""How is a model estimated from the terminal?"""

from collections import Counter
from collections.abc import Iterator

from styrbord.cli.model_results import Columns, Given, Made, columns, periods_of
from styrbord.cli.tables import lines_of
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.backtesting import Backtest, Verdict, backtests, warned
from styrbord.core.modelling.comparing import changes, estimates_of
from styrbord.core.modelling.estimating import METHODS, Estimate, estimate
from styrbord.core.modelling.panel_estimating import PANEL_METHODS, PanelEstimate, estimate_panel
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.series import Series

define("model.alone", "{given} is given without {needed}.", "Give both, or neither.")
define("model.tolerance", "--co-tolerance is {found}.", "Give a number above 0 and below 1.")
define(
    "model.method",
    "--method {method} is not for {what}.",
    "Use one of {others}.",
)
_SCORES = ("horizon", "forecasts", "rmse", "naive", "drift", "verdict")


def estimated(given: Given) -> Made:
    """Coefficients, statistics, residuals and backtests of the behavioural equations."""
    words = given.words
    if not 0 < words.co_tolerance < 1:
        raise Refused(Problem("model.tolerance", "", {"found": words.co_tolerance}))
    if bool(words.first) != bool(words.last):
        pair = ("--from", "--to") if words.first else ("--to", "--from")
        raise Refused(Problem("model.alone", "", {"given": pair[0], "needed": pair[1]}))
    known = PANEL_METHODS if given.panel else METHODS
    if words.method and words.method not in known:
        what = "data of territories" if given.panel else "data without a column of territories"
        params = {"method": words.method, "what": what, "others": ", ".join(known)}
        raise Refused(Problem("model.method", "", params))
    periods = periods_of(given) if words.first else None
    made = _over_territories(given, given.panel, periods) if given.panel else _of_one(given, periods)
    return _against(given, made) if words.against else made


def _against(given: Given, made: Made) -> Made:
    """Result with what changed since an earlier estimate."""
    file = given.words.against
    old = estimates_of(lines_of(file), file.name)
    own = made.tables["coefficients.csv"]
    rows = [list(own), *(list(row) for row in zip(*own.values(), strict=True))]
    found = changes(old, estimates_of(rows, "coefficients.csv"))
    cells = (
        (one.equation, one.territory, one.coefficient, one.old, one.new, one.new_error, one.difference, one.t)
        for one in found
    )
    table = columns(("equation", "territory", "coefficient", "old", "new", "se", "difference", "t"), cells)
    notable = sum(one.is_notable for one in found)
    told = f"Of {len(found):,} coefficients {notable:,} moved by two standard errors or more, came or went."
    return Made({**made.tables, "changes.csv": table}, (*made.told, told), made.warnings)


def _of_one(given: Given, periods: tuple[int, int] | None) -> Made:
    words, method = given.words, given.words.method or "ols"
    found, warnings = estimate(
        given.model,
        given.data,
        method=method,
        periods=periods,
        tolerance=words.co_tolerance,
        allow_thin=words.allow_thin,
        progress=given.progress,
    )
    named = [(one.equation.name, name, *pair) for one in found for name, pair in one.named.items()]
    measured = [(one.equation.name, name, value) for one in found for name, value in one.statistics.items()]
    left = [
        (one.equation.name, str(given.data.period(one.first + at)), value)
        for one in found
        for at, value in enumerate(one.residuals.tolist())
    ]
    tables = {
        "coefficients.csv": columns(("equation", "coefficient", "value", "se"), named),
        "statistics.csv": columns(("equation", "name", "value"), measured),
        "residuals.csv": columns(("equation", "period", "value"), left),
    }
    told = f"{len(found):,} equations estimated by {method}."
    return _tried(given, given.data, found, periods, Made(tables, (told,), warnings))


def _over_territories(given: Given, panel: Panel, periods: tuple[int, int] | None) -> Made:
    words = given.words
    found, warnings = estimate_panel(
        given.model,
        panel,
        method=words.method or "",
        periods=periods,
        tolerance=words.co_tolerance,
        allow_thin=words.allow_thin,
        progress=given.progress,
    )
    tables = {
        "coefficients.csv": columns(("equation", "territory", "coefficient", "value", "se"), _named(found)),
        "statistics.csv": columns(("equation", "territory", "name", "value"), _measured(found)),
        "residuals.csv": columns(("equation", "territory", "period", "value"), _left(found, panel)),
    }
    if groups := list(_groups(found)):
        tables["groups.csv"] = columns(("equation", "group", "coefficient", "mean", "spread"), groups)
    by = ", ".join(dict.fromkeys(one.method for one in found))
    told = f"{len(found):,} equations estimated in {len(panel.territories):,} territories by {by}."
    return _tried(given, panel, found, periods, Made(tables, (told,), warnings))


def _tried(
    given: Given,
    data: Series | Panel,
    found: tuple[Estimate, ...] | tuple[PanelEstimate, ...],
    periods: tuple[int, int] | None,
    made: Made,
) -> Made:
    """Result with the backtests."""
    chosen = given.words.method or "ols"
    methods = {one.equation.name: one.method if isinstance(one, PanelEstimate) else chosen for one in found}
    tried = backtests(
        given.model,
        data,
        methods,
        periods=periods,
        tolerance=given.words.co_tolerance,
        progress=given.progress,
    )
    table = _scored(tried, has_territories=isinstance(data, Panel))
    told = tuple(_verdicts(tried))
    return Made(
        {**made.tables, "backtests.csv": table}, (*made.told, *told), (*made.warnings, *warned(tried))
    )


def _named(found: tuple[PanelEstimate, ...]) -> Iterator[tuple[str | float, ...]]:
    for one in found:
        errors = dict(zip(one.equation.coefficients, one.errors.T.tolist(), strict=True))
        for at, territory in enumerate(one.territories):
            for (equation, name), own in one.named.items():
                error = errors[name][at] if name in errors else float("nan")
                yield equation, territory, name, float(own[at]), error


def _measured(found: tuple[PanelEstimate, ...]) -> Iterator[tuple[str | float, ...]]:
    for one in found:
        for territory, statistics in zip(one.territories, one.statistics, strict=True):
            for name, value in statistics.items():
                yield one.equation.name, territory, name, value


def _left(found: tuple[PanelEstimate, ...], panel: Panel) -> Iterator[tuple[str | float, ...]]:
    for one in found:
        for territory, own in zip(one.territories, one.residuals.tolist(), strict=True):
            for at, value in enumerate(own):
                if value == value:
                    yield one.equation.name, territory, str(panel.data.period(one.first + at)), value


def _groups(found: tuple[PanelEstimate, ...]) -> Iterator[tuple[str | float, ...]]:
    for one in found:
        pool = one.equation.pool
        chosen = pool.coefficients if pool else one.equation.coefficients
        names = [name for name in one.equation.coefficients if name in chosen]
        for group, means, spreads in zip(one.groups, one.means.tolist(), one.spreads.tolist(), strict=True):
            for name, mean, spread in zip(names, means, spreads, strict=False):
                yield one.equation.name, group, name, mean, spread


def _scored(tried: tuple[Backtest, ...], *, has_territories: bool) -> Columns:
    """Scores by equation, perhaps territory, and horizon; the verdict stands with all horizons."""
    head = ("equation", "territory") if has_territories else ("equation",)
    rows = [
        (
            *((one.equation, one.territory) if has_territories else (one.equation,)),
            str(score.horizon or "all"),
            str(score.forecasts),
            score.rmse,
            score.naive,
            score.drift,
            "" if score.horizon else str(one.verdict),
        )
        for one in tried
        for score in one.scores
    ]
    return columns((*head, *_SCORES), rows)


def _verdicts(tried: tuple[Backtest, ...]) -> Iterator[str]:
    """How each equation stands, and of a panel in how many territories."""
    by_equation: dict[str, list[Backtest]] = {}
    for one in tried:
        by_equation.setdefault(one.equation, []).append(one)
    for equation, own in by_equation.items():
        told = f"{equation}: {own[0].verdict}"
        if len(own) > 1:
            counted = Counter(one.verdict for one in own[1:])
            shares = (f"{counted[verdict]} {verdict}" for verdict in Verdict if counted[verdict])
            told += f"; of {len(own) - 1} territories {', '.join(shares)}"
        yield f"{told}."
