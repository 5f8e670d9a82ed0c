"""Which methods may a test draw?"""

from hypothesis import strategies as st

from styrbord.core.base.text import LANGUAGES
from styrbord.core.ratings.method import Method, Source
from styrbord.core.ratings.options import (
    Aggregation,
    Bands,
    Imputation,
    Normalisation,
    Peers,
    Pool,
    Screening,
    Treatment,
    Variation,
)
from styrbord.core.ratings.texts.sorts import SORTS
from styrbord.core.ratings.tree import Node, Tree

CODES = st.from_regex(r"[A-Za-zåя0-9_][A-Za-zåя0-9._-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), WORDS, max_size=3)
NUMBERS = st.floats(-1e9, 1e9).map(lambda number: number + 0.0)
SHARES = st.floats(0, 1).map(lambda number: number + 0.0)


def one_of(kind: type, key: str) -> st.SearchStrategy[str]:
    return st.sampled_from(SORTS[kind, key].words)


NORMALISATIONS = st.builds(
    Normalisation,
    by=one_of(Normalisation, "by"),
    low=st.floats(1, 10),
    high=st.floats(20, 100),
    is_population=st.booleans(),
    then=st.none() | st.tuples(st.just("minmax"), NUMBERS, NUMBERS),
    pool=st.sampled_from(Pool),
)
TREATMENTS = st.builds(
    Treatment,
    by=one_of(Treatment, "by"),
    most_points=st.none() | st.integers(0, 50),
    then=one_of(Treatment, "then"),
)
AGGREGATIONS = st.builds(Aggregation, by=one_of(Aggregation, "by"), exponent=NUMBERS)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    codes = draw(st.lists(CODES, min_size=2, max_size=6, unique=True))
    root = Node(codes[0], level=2, is_indicator=False, aggregation=draw(st.none() | AGGREGATIONS))
    leaves = [
        Node(
            code,
            codes[0],
            weight=draw(st.floats(0.1, 9)),
            direction=draw(st.sampled_from([1, -1])),
            names=draw(TEXTS),
            criteria=draw(TEXTS),
            target=draw(st.none() | NUMBERS),
            treatment=draw(st.none() | TREATMENTS),
            normalisation=draw(st.none() | NORMALISATIONS),
            least_available=draw(st.none() | SHARES),
        )
        for code in codes[1:]
    ]
    return Tree((root, *leaves))


METHODS = st.builds(
    Method,
    code=CODES,
    version=WORDS,
    tree=trees(),
    names=TEXTS,
    sources=st.lists(
        st.builds(Source, part=CODES, text=WORDS, is_confirmed=st.booleans()), max_size=2, unique_by=str
    ).map(tuple),
    screening=st.builds(
        Screening, by=one_of(Screening, "by"), kept=st.dictionaries(WORDS, WORDS, max_size=2)
    ),
    imputation=st.builds(Imputation, by=one_of(Imputation, "by"), most_periods=st.none() | st.integers(1, 9)),
    treatment=TREATMENTS,
    normalisation=NORMALISATIONS,
    aggregation=AGGREGATIONS,
    bands=st.just(Bands()) | st.just(Bands(("a", "b"), "score", (0.5,))),
    peers=st.builds(Peers, group=WORDS, least=st.integers(2, 40)),
    variations=st.lists(
        st.builds(
            Variation,
            name=WORDS,
            options=st.lists(
                st.dictionaries(st.just("treatment.most_points"), st.integers(0, 9)), max_size=2
            ).map(tuple),
            noise=SHARES,
            levels=st.lists(st.integers(1, 5), max_size=2).map(tuple),
        ),
        max_size=2,
        unique_by=lambda one: one.name,
    ).map(tuple),
    calendar=st.dictionaries(WORDS, st.dates(), max_size=2),
    decimals=st.none() | st.integers(0, 15),
)
