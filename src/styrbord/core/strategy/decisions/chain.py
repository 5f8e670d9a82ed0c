"""Which decisions go before and after one, and does no chain lead back to itself?"""

from collections.abc import Collection, Iterable, Mapping, Sequence

Link = tuple[str, str]
"""An earlier decision and a later one that follows it."""


def closes_circle(links: Iterable[Link], later: str, earlier: Iterable[str]) -> bool:
    """Whether a decision that followed some earlier ones would go before itself.

    Parameters
    ----------
    links : pairs of earlier and later that are there already.
    later : token of the decision.
    earlier : tokens of those that it is to follow.

    Returns
    -------
    bool

    Examples
    --------
    >>> closes_circle([("a", "b"), ("b", "c")], "a", ["c"]), closes_circle([("a", "b")], "c", ["b"])
    (True, False)
    """
    wanted = set(earlier)
    return later in wanted or not wanted.isdisjoint(_reached(_after(links), later))


def chain_of(links: Sequence[Link], token: str) -> tuple[str, ...]:
    """All that go before a decision and all that come after it, itself among them, earlier ones first.

    Returns
    -------
    tuple of str
        In an order in which each stands after all that it follows; alphabetical where either may.

    Raises
    ------
    ValueError
        If the links lead in a circle.

    Examples
    --------
    >>> chain_of([("a", "b"), ("b", "c"), ("a", "d"), ("x", "y")], "b")
    ('a', 'b', 'c')
    """
    before = _after((later, earlier) for earlier, later in links)
    kept = {token, *_reached(before, token), *_reached(_after(links), token)}
    left = {one: set(before.get(one, ())) & kept for one in kept}
    found: list[str] = []
    while left:
        free = sorted(one for one, waits in left.items() if waits <= set(found))
        if not free:
            raise ValueError(f"decisions {sorted(left)} follow each other in a circle")
        found.append(free[0])
        del left[free[0]]
    return tuple(found)


def bridged(links: Iterable[Link], shown: Collection[str]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Links between those that are shown, and pairs between which lie only others.

    Parameters
    ----------
    links : pairs of earlier and later, without a circle.
    shown : tokens of decisions that are shown.

    Returns
    -------
    two tuples of links, each in order
        So nothing that is shown stands alone because what lies between is not.

    Examples
    --------
    >>> bridged([("a", "x"), ("x", "b"), ("b", "c")], {"a", "b", "c"})
    ((('b', 'c'),), (('a', 'b'),))
    """
    every = set(links)
    ways = _after(every)
    direct = {link for link in every if link[0] in shown and link[1] in shown}
    gaps = {
        (start, end)
        for start in shown
        for end in _ends([one for one in ways.get(start, ()) if one not in shown], ways, shown)
    }
    return tuple(sorted(direct)), tuple(sorted(gaps - direct))


def _ends(hidden: Sequence[str], ways: Mapping[str, Sequence[str]], shown: Collection[str]) -> set[str]:
    """The next ones that are shown after some that are not."""
    found: set[str] = set()
    left, seen = list(hidden), set(hidden)
    while left:
        for one in ways.get(left.pop(), ()):
            if one in shown:
                found.add(one)
            elif one not in seen:
                seen.add(one)
                left.append(one)
    return found


def _after(links: Iterable[Link]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for earlier, later in links:
        found.setdefault(earlier, []).append(later)
    return found


def _reached(ways: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """What is reached from a start, which is among it only when a way leads back."""
    found: set[str] = set()
    left = list(ways.get(start, ()))
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += ways.get(one, ())
    return found
