"""Do hashes and trees agree with their definitions and with published numbers?"""

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.ledger import chain, merkle

# Inputs and roots of the reference tests of Certificate Transparency (google/certificate-transparency,
# cpp/merkletree/merkle_tree_test.cc), for the first n of eight leaves.
LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
WORDS = st.text(max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=3),
    max_leaves=4,
)
ROWS = st.dictionaries(WORDS, JSON, max_size=3)


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    leaves = [merkle.leaf(bytes.fromhex(content)) for content in LEAVES[:size]]
    assert merkle.root(leaves).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 64, 100])
def test_every_leaf_leads_to_the_root_and_to_no_other(size: int) -> None:
    leaves = [merkle.leaf(b"%d" % number) for number in range(size)]
    root = merkle.root(leaves)
    for index, digest in enumerate(leaves):
        path = merkle.path(index, leaves)
        assert merkle.root_from(digest, index, size, path) == root
        assert merkle.root_from(merkle.leaf(b"x"), index, size, path) != root
        assert merkle.root_from(digest, index, size, [*path, root]) is None
        assert merkle.root_from(digest, size + index, size, path) is None
        if path:
            assert merkle.root_from(digest, index, size, path[:-1]) != root


@settings(max_examples=100, deadline=None)
@given(ROWS, ROWS)
def test_only_equal_rows_have_equal_bytes(one: dict[str, object], other: dict[str, object]) -> None:
    held = [{name: part for name, part in row.items() if part is not None} for row in (one, other)]
    is_same = repr_of(held[0]) == repr_of(held[1])
    assert (chain.canonical(one) == chain.canonical(other)) == is_same


def repr_of(part: object) -> str:
    """A part with the types of its leaves, names in order."""
    if isinstance(part, dict):
        return f"{{{sorted((name, repr_of(below)) for name, below in part.items())}}}"
    return f"[{list(map(repr_of, part))}]" if isinstance(part, list) else repr(part)


def test_a_number_is_not_the_text_that_looks_like_it() -> None:
    assert chain.canonical({"n": 15}) != chain.canonical({"n": "15"})
    assert chain.canonical({"n": 1.5}) != chain.canonical({"n": "1.5"})
    assert chain.canonical({"n": Decimal("1.50")}) == chain.canonical({"n": "1.50"})


def test_what_json_does_not_know_has_no_bytes() -> None:
    with pytest.raises(TypeError, match="holds bytes"):
        chain.canonical({"data": b"x"})


def test_a_column_that_is_added_later_changes_no_older_row() -> None:
    assert chain.canonical({"id": 1, "later": None}) == chain.canonical({"id": 1})


def test_the_chain_is_built_as_written_down() -> None:
    start = hashlib.sha256(b"\x00here").digest()
    assert chain.genesis("here") == start
    assert chain.link(start, b"{}") == hashlib.sha256(b"\x01" + start + b"{}").digest()
