"""Do the parts of a method agree with each other, and what does it lack?"""

from collections.abc import Iterator, Mapping

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Bands, Normalisation, Step
from styrbord.core.ratings.texts.judged import problems_of_judgements, warnings_of_judgements
from styrbord.core.ratings.tree import Node, Tree

define(
    "method.cuts",
    "There are {classes} classes and {cuts} cuts.",
    "Give one cut fewer than classes; natural classes take none.",
)
define(
    "method.cuts-fall", "The cuts {cuts} do not fall.", "Write the highest first: lower ends of the classes."
)
define("method.cuts-rise", "The cuts {cuts} do not rise.", "Write the smallest first.")
define("method.step-twice", "A step stands twice: {steps}.", "Name each step once.")
define("method.last-steps", "The steps are {steps}.", "Let normalise and aggregate be the last two.")
define("method.no-class", "There are no classes, or one stands twice.", "Give each class a code of its own.")
define("method.ends", "Both ends of the scale of {code} are {low}.", "Give two different ends.")
define(
    "method.not-positive",
    "{code} needs values above zero; scores begin at {low}.",
    "Begin the scale above zero, at 1 for instance, or take another mean.",
)
define("method.unknown-node", "{key} names '{code}', which is not in the tree.", "Mend the code.")
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

_FALLING = ("score", "share-of-maximum")
_POSITIVE = ("geometric", "harmonic")


def problems_of(method: Method) -> Iterator[Problem]:
    """Errors that only show when parts of a method are seen together."""
    yield from _bands(method.bands)
    yield from _steps(method.steps)
    yield from _ends(method)
    yield from _positive(method)
    yield from _named(method)
    yield from problems_of_judgements(method.weights_from, method.tree)
    for twice in sorted(method.screening.kept.keys() & method.screening.left_out.keys()):
        yield Problem("method.kept-and-left", "screening", {"code": twice})


def warnings_of(method: Method) -> tuple[Problem, ...]:
    """What a method lacks before a rating by it may be published, and what of it is to be confirmed.

    Returns
    -------
    tuple of Problem
        `method.no-name` and `method.no-criteria` by node, `method.to-confirm` by part, and
        `rating.comparisons-inconsistent` by judgement.
    """
    return (
        *wanting(method.tree),
        *_to_confirm(method),
        *warnings_of_judgements(method.weights_from, method.tree),
    )


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
        cuts = ", ".join(f"{cut:g}" for cut in bands.cuts)
        yield Problem("method.cuts-fall" if falls else "method.cuts-rise", "bands.cuts", {"cuts": cuts})
    if bands.by != "score" and not all(0 <= cut <= 1 for cut in bands.cuts):
        params = {"key": "cuts", "word": f"{list(bands.cuts)}", "needed": "shares from 0 to 1"}
        yield Problem("method.unfit", "bands.cuts", params)


def _steps(steps: tuple[Step, ...]) -> Iterator[Problem]:
    said = {"steps": ", ".join(steps) or "-"}
    if len(set(steps)) < len(steps):
        yield Problem("method.step-twice", "steps", said)
    elif steps[-2:] != (Step.NORMALISE, Step.AGGREGATE):
        yield Problem("method.last-steps", "steps", said)


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
