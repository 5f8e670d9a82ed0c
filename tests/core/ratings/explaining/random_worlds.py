"""Indices drawn at random: trees of two or three levels, every way of joining, holes, groups and periods."""

from dataclasses import replace

import numpy as np

from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation, Imputation, Normalisation, Peers, Pool, Treatment
from styrbord.core.ratings.tree import Node, Tree

WAYS = (
    Aggregation("arithmetic"),
    Aggregation("geometric"),
    Aggregation("harmonic"),
    Aggregation("power", 2.0),
    Aggregation("power", -1.7),
    Aggregation("mpi"),
    Aggregation("ampi", penalty="plus"),
    Aggregation("minimum"),
    Aggregation("copeland"),
    Aggregation("sum"),
)
POSITIVE = Normalisation("minmax", 1.0, 100.0)


def drawn_tree(random: np.random.Generator, ways: tuple[Aggregation, ...] = WAYS) -> Tree:
    """An index of two or three groups, weights and ways at random.

    Wins and penalised means stand where nothing above them asks for positive numbers.
    """

    def way(from_: list[Aggregation]) -> Aggregation:
        return from_[random.integers(len(from_))]

    top = way([one for one in ways if one.by != "sum"])
    barred = (
        {"copeland", "sum"} if top.by in {"arithmetic", "minimum"} else {"copeland", "sum", "mpi", "ampi"}
    )
    inner = [one for one in ways if one.by not in barred]
    nodes = [Node("index", level=3, is_indicator=False, aggregation=top)]
    for group in range(random.integers(2, 4)):
        name = f"g{group}"
        weight = float(random.uniform(0.2, 3))
        nodes.append(Node(name, "index", 2, weight, is_indicator=False, aggregation=way(inner)))
        for leaf in range(random.integers(1, 4)):
            turn = 1 if random.random() < 0.7 else -1
            nodes.append(Node(f"{name}i{leaf}", name, 1, float(random.uniform(0.2, 3)), direction=turn))
    return Tree(tuple(nodes))


def drawn_inputs(
    random: np.random.Generator,
    tree: Tree,
    *,
    units: int = 9,
    holes: float = 0.1,
    periods: tuple[str, ...] = (),
) -> Inputs:
    """Values with holes; every unit keeps at least one indicator of every group."""
    names = [f"u{number}" for number in range(units)]
    rows = [(name, period) for period in periods or ("",) for name in names]
    codes = [node.code for node in tree.indicators]
    values = random.lognormal(2.0, 0.6, (len(rows), len(codes)))
    missing = random.random(values.shape) < holes
    missing[:, [column for column, code in enumerate(codes) if code.endswith("i0")]] = False
    values[missing] = np.nan
    kinds = ["a" if number % 2 else "b" for number in range(units)]
    return Inputs(
        tuple(name for name, _ in rows),
        tuple(codes),
        values,
        tuple(period for _, period in rows) if periods else (),
        groups={"kind": tuple(kinds * len(periods or ("",)))},
    )


def drawn(
    seed: int,
    *,
    ways: tuple[Aggregation, ...] = WAYS,
    units: int = 9,
    holes: float = 0.1,
    periods: tuple[str, ...] = (),
) -> tuple[Method, Inputs]:
    """A method and inputs that it can rate."""
    random = np.random.default_rng(seed)
    tree = drawn_tree(random, ways)
    pool = Pool.PERIOD if random.random() < 0.3 else Pool.ALL
    method = Method(
        "drawn",
        "1",
        tree,
        imputation=Imputation(random.choice(["none", "median", "latest" if periods else "mean"])),
        treatment=Treatment("winsorise", pool=pool) if random.random() < 0.4 else Treatment(),
        normalisation=replace(POSITIVE, pool=pool),
    )
    return method, drawn_inputs(random, tree, units=units, holes=holes, periods=periods)


def grouped(method: Method, *, least: int = 2) -> Method:
    """The same within the kinds of the units."""
    normalisation = replace(method.normalisation, pool=Pool.GROUP)
    return replace(method, normalisation=normalisation, peers=Peers("kind", least))
