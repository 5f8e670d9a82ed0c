"""Small indices to try a method on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Imputation, Normalisation, Screening, Treatment
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.reading import read
from styrbord.core.ratings.tree import Node, Tree
from tests.core.ratings.references import FOLDER

NAN = float("nan")
AS_IT_IS = Normalisation(by="none")


def tree(
    groups: Mapping[str, Sequence[str]],
    *,
    weights: Mapping[str, float] | None = None,
    **by_code: Mapping[str, object],
) -> Tree:
    """A tree of two levels under `Index`; an indicator with "-" before its code is better when low.

    `by_code` sets further fields of nodes.
    """
    nodes = [Node("Index", level=3, is_indicator=False)]
    for group, codes in groups.items():
        nodes.append(Node(group, "Index", 2, is_indicator=False))
        nodes += [Node(code.strip("-"), group, 1, direction=-1 if code[0] == "-" else 1) for code in codes]
    given = weights or {}
    made = (replace(node, weight=given.get(node.code, 1.0)) for node in nodes)
    return Tree(tuple(replace(node, **by_code.get(node.code, {})) for node in made))  # type: ignore[arg-type]


def flat(*codes: str, weights: Sequence[float] = (), **by_code: Mapping[str, object]) -> Tree:
    """An index right above its indicators."""
    nodes = [Node("Index", level=2, is_indicator=False)]
    for code, weight in zip(codes, weights or [1.0] * len(codes), strict=True):
        nodes.append(Node(code.strip("-"), "Index", 1, weight, direction=-1 if code[0] == "-" else 1))
    return Tree(tuple(replace(node, **by_code.get(node.code, {})) for node in nodes))  # type: ignore[arg-type]


def inputs(
    values: Sequence[Sequence[float]],
    codes: Sequence[str],
    *,
    units: Sequence[str] = (),
    periods: Sequence[str] = (),
    groups: Sequence[str] = (),
    denominators: Mapping[str, Sequence[float]] | None = None,
) -> Inputs:
    """Units u1, u2, ... with groups named `kind`."""
    count = len(values)
    return Inputs(
        units=tuple(units) or tuple(f"u{row}" for row in range(1, count + 1)),
        indicators=tuple(codes),
        values=np.array(values, dtype=np.float64).reshape(count, len(codes)),
        periods=tuple(periods),
        groups={"kind": tuple(groups)} if groups else {},
        denominators={code: np.array(one, dtype=np.float64) for code, one in (denominators or {}).items()},
    )


def method(structure: Tree, **options: object) -> Method:
    """A method that normalises nothing unless it is told to."""
    return Method("try", "1", structure, **{"normalisation": AS_IT_IS, **options})  # type: ignore[arg-type]


def column(values: Sequence[float], **options: object) -> Rated:
    """One indicator `a`, and a second one `b` that counts units up, through a method."""
    pairs = [[value, float(row)] for row, value in enumerate(values, start=1)]
    return rate(method(flat("a", "b"), **options), inputs(pairs, "ab"))


def refusals(what: Method, given: Inputs) -> dict[str, str]:
    """Codes and words of what the chain refuses."""
    try:
        rate(what, given)
    except Refused as refused:
        return {problem.code: str(problem) for problem in refused.problems}
    return {}


def asem() -> tuple[Method, Inputs]:
    """The nominal chain of the reference folder, and its inputs."""
    structure, given = read(content("iMeta"), content("iData"))
    return nominal(structure), given


def nominal(structure: Tree) -> Method:
    """The nominal chain of the reference folder for a structure."""
    return Method(
        "asem",
        "1",
        structure,
        screening=Screening(by="missing", least_available=0.9),
        imputation=Imputation(by="group-mean", group="EurAsia_group"),
        treatment=Treatment(by="winsorise"),
        is_parity=True,
    )


def content(name: str) -> str:
    """Content of a file of the reference folder."""
    return (FOLDER / "coinr" / f"{name}.csv").read_text(encoding="utf-8")


def assert_close(found: npt.ArrayLike, wanted: npt.ArrayLike) -> None:
    """Equal to 1e-10 of the larger, holes where holes are wanted."""
    np.testing.assert_allclose(np.asarray(found), np.asarray(wanted), rtol=1e-10, atol=1e-13)
