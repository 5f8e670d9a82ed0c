"""Do posts, deputies, grants and dates give the rights of the day, and no more?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.people.rights import Deputy, Grant, Holding, Rights, rights_on
from styrbord.core.people.roles import Action, Role, allows
from styrbord.core.people.scopes import Scope, scopes_of
from styrbord.core.spine.indicators import Access

DAY = date(2026, 3, 1)
PARENTS = {"n1": "north", "n2": "north", "s1": "south", "north": "top", "south": "top"}


def contains(root: str, hierarchy: str, subject: str) -> bool:
    """Whether a subject lies below a root of the small tree."""
    while subject != root and subject in PARENTS:
        subject = PARENTS[subject]
    return subject == root


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def rights(*grants: Grant, deputies: tuple[Deputy, ...] = (), day: date = DAY) -> Rights:
    """Rights of the person who holds the post `office` from the day on, for ten days."""
    held = Holding(person="p", post="office", first=DAY, last=after(9))
    return rights_on(day, "p", holdings=[held], deputies=deputies, grants=grants)


def grant(role: Role = Role.PREPARER, *, post: str = "office", **said: object) -> Grant:
    return Grant(post=post, role=role, **{"first": DAY, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_post_gives_rights_on_the_days_on_which_it_is_held(days: int, holds: bool) -> None:
    found = rights(grant(first=after(-30)), day=after(days))
    assert found.may_anywhere(Action.PREPARE) is holds
    assert found.posts == (("office",) if holds else ())


@pytest.mark.parametrize(("days", "holds"), [(2, False), (3, True), (5, True), (6, False)])
def test_a_grant_holds_between_its_dates_both_included(days: int, holds: bool) -> None:
    found = rights(grant(first=after(3), last=after(5)), day=after(days))
    assert found.may_anywhere(Action.PREPARE) is holds


@pytest.mark.parametrize(
    ("subject", "rubrics", "allowed"),
    [
        ("north", ["work"], True),
        ("n1", ["work", "people"], True),
        ("s1", ["work"], False),
        ("top", ["work"], False),
        ("n1", ["people"], False),
        ("n1", [], False),
        ("", ["work"], False),
    ],
)
def test_a_limited_grant_reaches_its_subtree_and_rubrics_only(
    subject: str, rubrics: list[str], allowed: bool
) -> None:
    found = rights(grant(subject="north", hierarchy="administrative", rubrics=frozenset({"work"})))
    right = found.may(Action.PREPARE, subject=subject, rubrics=rubrics, contains=contains)
    assert (right is not None) is allowed


def test_a_grant_without_limits_reaches_everything() -> None:
    for subject in ("", "top", "n1"):
        assert rights(grant()).may(Action.PREPARE, subject=subject, contains=contains)


def test_a_deputy_acts_for_the_post_and_says_through_which() -> None:
    deputy = Deputy(post="head", deputy="office", first=DAY, last=after(2))
    given = grant(Role.RELEASER, post="head")
    right = rights(given, deputies=(deputy,)).may(Action.RELEASE, contains=contains)
    assert right is not None
    assert (right.post, right.through) == ("head", "office")
    assert rights(given, deputies=(deputy,)).acts_for == ("head",)
    assert not rights(given, deputies=(deputy,), day=after(3)).rights


def test_a_deputyship_is_not_handed_on() -> None:
    chain = (
        Deputy(post="middle", deputy="office", first=DAY),
        Deputy(post="head", deputy="middle", first=DAY),
    )
    assert not rights(grant(Role.RELEASER, post="head"), deputies=chain).rights


def test_rights_of_others_are_not_mine() -> None:
    assert rights(grant(post="other")).rights == ()
    others = [Holding(person="q", post="office", first=DAY)]
    assert rights_on(DAY, "p", holdings=others, deputies=[], grants=[grant()]) == Rights("p")


def test_scopes_are_the_strictest_class_of_each_part() -> None:
    north = {"subject": "north", "hierarchy": "administrative"}
    everywhere, parts = scopes_of(rights(grant(Role.EDITOR), grant(Role.ANALYST, **north)))
    assert everywhere is Access.INTERNAL
    assert parts == (Scope(Access.RESTRICTED, "north", "administrative"),)


def test_what_is_seen_everywhere_needs_no_part() -> None:
    assert scopes_of(rights(grant(Role.ANALYST), grant(Role.EDITOR, subject="north"))) == (
        Access.RESTRICTED,
        (),
    )


def test_an_administrator_sees_what_everyone_sees() -> None:
    assert scopes_of(rights(grant(Role.ADMINISTRATOR))) == (Access.OPEN, ())


DAYS = st.integers(-5, 5).map(after)
POSTS = st.sampled_from(["a", "b", "c"])
ENDS = st.none() | DAYS
GRANTS = st.builds(
    Grant,
    post=POSTS,
    role=st.sampled_from(Role),
    subject=st.sampled_from(["", "top", "north", "n1", "s1"]),
    hierarchy=st.just("administrative"),
    rubrics=st.frozensets(st.sampled_from(["work", "people"])),
    first=DAYS,
    last=ENDS,
)
HOLDINGS = st.builds(Holding, person=st.sampled_from(["p", "q"]), post=POSTS, first=DAYS, last=ENDS)
DEPUTIES = st.builds(Deputy, post=POSTS, deputy=POSTS, first=DAYS, last=ENDS)


@given(st.lists(GRANTS), st.lists(HOLDINGS), st.lists(DEPUTIES), st.lists(GRANTS), DAYS)
def test_more_grants_never_take_a_right_away(
    grants: list[Grant], holdings: list[Holding], deputies: list[Deputy], more: list[Grant], day: date
) -> None:
    few = rights_on(day, "p", holdings=holdings, deputies=deputies, grants=grants)
    many = rights_on(day, "p", holdings=holdings, deputies=deputies, grants=[*grants, *more])
    assert set(few.rights) <= set(many.rights)


@given(st.lists(GRANTS), st.lists(HOLDINGS), st.lists(DEPUTIES), DAYS)
def test_every_right_has_a_grant_and_a_post_that_hold_on_the_day(
    grants: list[Grant], holdings: list[Holding], deputies: list[Deputy], day: date
) -> None:
    found = rights_on(day, "p", holdings=holdings, deputies=deputies, grants=grants)
    for right in found.rights:
        assert any(one.person == "p" and one.post == right.through and one.holds_on(day) for one in holdings)
        assert right.post == right.through or any(
            (one.post, one.deputy) == (right.post, right.through) and one.holds_on(day) for one in deputies
        )
        assert any(
            (one.post, one.role, one.subject) == (right.post, right.role, right.subject) and one.holds_on(day)
            for one in grants
        )


@given(st.lists(GRANTS), st.sampled_from(["", "top", "north", "n1", "n2", "s1"]), st.sampled_from(Action))
def test_may_agrees_with_the_table_read_by_hand(grants: list[Grant], subject: str, action: Action) -> None:
    held = [Holding(person="p", post=post, first=DAY) for post in ("a", "b")]
    found = rights_on(DAY, "p", holdings=held, deputies=[], grants=grants)
    expected = any(
        grant.post in ("a", "b")
        and grant.first <= DAY <= (grant.last or DAY)
        and allows(grant.role, action)
        and (not grant.subject or (subject and contains(grant.subject, "", subject)))
        and (not grant.rubrics or "work" in grant.rubrics)
        for grant in grants
    )
    assert (found.may(action, subject=subject, rubrics=["work"], contains=contains) is not None) is expected
