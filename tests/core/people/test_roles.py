"""Does every role allow what its line says, and nothing that its purpose forbids?"""

import pytest

from styrbord.core.people.roles import ALLOWED, READING, Action, Role, allows

LINES = {
    "preparer": "see-internal see-restricted prepare comment",
    "reviewer": "see-internal see-restricted review comment",
    "releaser": "see-internal see-restricted release comment",
    "editor": "see-internal edit comment",
    "analyst": "see-internal see-restricted analyse comment",
    "owner": "see-internal see-restricted own comment",
    "expert": "see-internal advise comment",
    "competence-centre": "see-internal advise comment",
    "auditor": "see-internal see-restricted read-records",
    "administrator": "give-rights",
}


def test_every_role_has_a_line() -> None:
    assert set(LINES) == set(Role) == set(ALLOWED)


@pytest.mark.parametrize("role", Role)
def test_a_role_allows_what_its_line_says(role: Role) -> None:
    assert {str(action) for action in Action if allows(role, action)} == set(LINES[role].split())


def test_an_auditor_changes_nothing() -> None:
    assert ALLOWED[Role.AUDITOR] <= READING


def test_an_administrator_sees_no_number_by_that_alone() -> None:
    assert ALLOWED[Role.ADMINISTRATOR].isdisjoint(READING)


def test_only_administrators_give_rights() -> None:
    assert [role for role in Role if allows(role, Action.GIVE_RIGHTS)] == [Role.ADMINISTRATOR]
