"""Do the parts of a method agree with each other, and what does it lack?"""

from collections.abc import Iterable, Iterator, Mapping

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.ratings.judgements import Judgement
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Bands, Normalisation, Step
from styrbord.core.ratings.tree import Node, Tree

define(
    "method.cuts",
    "There are {classes} classes and {cuts} cuts.",
    "Give one cut fewer than classes; natural classes take none.",
)
define("method.cut-order", "The cuts {cuts} do not {order}.", "Order them so that each is used.")
define("method.no-class", "There are no classes, or one stands twice.", "Give each class a code of its own.")
define("method.ends", "Both ends of the scale of {code} are {low}.", "Give two different ends.")
define(
    "method.not-positive",
    "{code} needs values above zero; scores begin at {low}.",
    "Begin the scale above zero, at 1 for instance, or take another mean.",
)
define("method.unknown-node", "{key} names '{code}', which is not in the tree.", "Mend the code.")
define(
    "method.judged",
    "The judgement on {code} gives {given} numbers for {children} nodes below it.",
    "Give one for each node below, in their order.",
)
define(
    "method.matrix",
    "The matrix of {code} does not hold: {first} over {second} is {one}, back {other}.",
    "Let the two be one divided by the other.",
)
define("method.budget", "The points below {code} sum to {total}.", "Let them sum to 100.")
define(
    "method.judged-weights",
    "The weights below {code} are not those of the judgement: {expected}.",
    "Write these weights at the nodes.",
)
define("method.steps", "The steps are not in order: {reason}.", "Name each step once, aggregate last.")
define("method.kept-and-left", "{code} is both kept and left out.", "Decide on one.")
define(
    "method.no-criteria",
    "{code} has no criteria in: {languages}.",
    "Say in plain language what it means and how it is made; without that the rating is not published.",
    Severity.WARNING,
)
define("method.no-name", "{code} has no name in: {languages}.", "Give it a name.", Severity.WARNING)
define(
    "method.to-confirm",
    "This part of the method is to be confirmed: {part}.",
    "Compare it with its source, and mark it as confirmed.",
    Severity.WARNING,
)
define(
    "method.contradicting",
    "The judgements below {code} contradict each other: consistency ratio {ratio}.",
    "Judge again those pairs that do not fit; 0.1 is still good.",
    Severity.WARNING,
)

_FALLING = ("score", "share-of-maximum")
MOST_RATIO = 0.1
_POSITIVE = ("geometric", "harmonic")


def problems_of(method: Method) -> Iterator[Problem]:
    """Errors that only show when parts of a method are seen together."""
    yield from _bands(method.bands)
    yield from _steps(method.steps)
    yield from _ends(method)
    yield from _positive(method)
    yield from _named(method)
    for twice in sorted(method.screening.kept.keys() & method.screening.left_out.keys()):
        yield Problem("method.kept-and-left", "screening", {"code": twice})


def warnings_of(method: Method) -> tuple[Problem, ...]:
    """What a method lacks before a rating by it may be published, and what of it is to be confirmed.

    Returns
    -------
    tuple of Problem
        `method.no-name` and `method.no-criteria` by node, `method.to-confirm` by part,
        `method.contradicting` by judgement.
    """
    return (*wanting(method.tree), *_to_confirm(method), *_contradicting(method.weights_from))


def wanting(tree: Tree) -> tuple[Problem, ...]:
    """Nodes without a name or criteria in some language of the program."""
    return tuple(problem for node in tree.nodes for problem in _wanting(node))


def _wanting(node: Node) -> Iterator[Problem]:
    for code, words in (("method.no-name", node.names), ("method.no-criteria", node.criteria)):
        if lacking := [language for language in LANGUAGES if not words.get(language, "").strip()]:
            yield Problem(code, f"nodes.{node.code}", {"code": node.code, "languages": ", ".join(lacking)})


def _to_confirm(method: Method) -> Iterator[Problem]:
    for source in method.sources:
        if not source.is_confirmed:
            yield Problem("method.to-confirm", f"sources.{source.part}", {"part": source.part})


def _contradicting(judgements: Iterable[Judgement]) -> Iterator[Problem]:
    for one in judgements:
        if one.ratio is not None and one.ratio > MOST_RATIO:
            params = {"code": one.parent, "ratio": f"{one.ratio:.3f}"}
            yield Problem("method.contradicting", f"weights_from.{one.parent}", params)


def _bands(bands: Bands) -> Iterator[Problem]:
    if not bands.classes or len(set(bands.classes)) < len(bands.classes):
        yield Problem("method.no-class", "bands.classes")
    expected = 0 if bands.by == "natural" else len(bands.classes) - 1
    if len(bands.cuts) != expected:
        yield Problem("method.cuts", "bands.cuts", {"classes": len(bands.classes), "cuts": len(bands.cuts)})
        return
    falls = bands.by in _FALLING
    steps = zip(bands.cuts, bands.cuts[1:], strict=False)
    if any(first <= second if falls else first >= second for first, second in steps):
        params = {"cuts": ", ".join(f"{cut:g}" for cut in bands.cuts), "order": "fall" if falls else "rise"}
        yield Problem("method.cut-order", "bands.cuts", params)
    if bands.by != "score" and not all(0 <= cut <= 1 for cut in bands.cuts):
        params = {"key": "cuts", "word": f"{list(bands.cuts)}", "needed": "shares from 0 to 1"}
        yield Problem("method.unfit", "bands.cuts", params)


def _steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    if len(set(steps)) < len(steps):
        yield Problem("method.steps", "steps", {"reason": "a step stands twice"})
    elif not steps or steps[-1] is not Step.AGGREGATE:
        yield Problem("method.steps", "steps", {"reason": "aggregate is not the last"})
    elif Step.NORMALISE in steps[:-1] and steps[-2] is not Step.NORMALISE:
        yield Problem("method.steps", "steps", {"reason": "normalise is not right before aggregate"})


def _scales(method: Method) -> Mapping[str, Normalisation]:
    own = {node.code: node.normalisation for node in method.tree.indicators if node.normalisation}
    return {"": method.normalisation} | own


def _ends(method: Method) -> Iterator[Problem]:
    for code, scale in _scales(method).items():
        place = f"nodes.{code}.normalisation" if code else "normalisation"
        if scale.by in {"minmax", "scaled", "goalposts"} and scale.low == scale.high:
            yield Problem("method.ends", place, {"code": code or "all", "low": f"{scale.low:g}"})
        if scale.by == "zscore" and scale.high <= 0:
            yield Problem("method.unfit", place, _above_zero("high", scale.high))


def _above_zero(key: str, word: float) -> Mapping[str, object]:
    return {"key": key, "word": f"{word:g}", "needed": "a number above 0"}


def _positive(method: Method) -> Iterator[Problem]:
    """A geometric or harmonic mean over a scale that begins at zero or below."""
    scale = method.normalisation
    if Step.NORMALISE not in method.steps or scale.by != "minmax" or scale.low > 0 or scale.then:
        return
    for node in method.tree.aggregates:
        rule = node.aggregation or method.aggregation
        if rule.by in _POSITIVE and not _own_scales(method, node.code):
            yield Problem(
                "method.not-positive", f"nodes.{node.code}", {"code": node.code, "low": f"{scale.low:g}"}
            )


def _own_scales(method: Method, code: str) -> bool:
    return all(node.normalisation for node in method.tree.below(code))


def _named(method: Method) -> Iterator[Problem]:
    known = {node.code for node in method.tree.aggregates}
    for code in method.screening.below:
        if code not in known:
            yield Problem("method.unknown-node", "screening.below", {"key": "below", "code": code})
    for one in method.weights_from:
        place = f"weights_from.{one.parent}"
        if one.parent not in known:
            yield Problem("method.unknown-node", place, {"key": "weights_from", "code": one.parent})
        else:
            yield from _judged(one, method.tree.children(one.parent), place)


def _judged(one: Judgement, children: tuple[Node, ...], place: str) -> Iterator[Problem]:
    given = {"ahp": len(one.matrix), "budget": len(one.points)}.get(one.by, len(children))
    if given != len(children) or any(len(row) != given for row in one.matrix):
        params = {"code": one.parent, "given": given, "children": len(children)}
        yield Problem("method.judged", place, params)
        return
    yield from _reciprocal(one, children, place)
    if one.by == "budget":
        yield from _points(one, children, place)


def _reciprocal(one: Judgement, children: tuple[Node, ...], place: str) -> Iterator[Problem]:
    for row, numbers in enumerate(one.matrix):
        for column in range(row, len(numbers)):
            back = one.matrix[column][row]
            if abs(numbers[column] * back - 1) > 1e-6:
                names = {"first": children[row].code, "second": children[column].code}
                params = {"code": one.parent, "one": f"{numbers[column]:g}", "other": f"{back:g}"}
                yield Problem("method.matrix", place, params | names)


def _points(one: Judgement, children: tuple[Node, ...], place: str) -> Iterator[Problem]:
    total = sum(one.points)
    if abs(total - 100) > 1e-9:
        yield Problem("method.budget", place, {"code": one.parent, "total": f"{total:g}"})
    elif not _same_shares(one.points, children):
        yield Problem("method.judged-weights", place, _expected(one.parent, one.points, children))


def _same_shares(expected: Iterable[float], children: tuple[Node, ...]) -> bool:
    numbers = tuple(expected)
    weights = sum(node.weight for node in children)
    return all(
        abs(number / sum(numbers) - node.weight / weights) < 1e-6
        for number, node in zip(numbers, children, strict=True)
    )


def _expected(code: str, shares: Iterable[float], children: tuple[Node, ...]) -> Mapping[str, object]:
    said = (f"{node.code} {share:.6g}" for node, share in zip(children, shares, strict=True))
    return {"code": code, "expected": ", ".join(said)}
