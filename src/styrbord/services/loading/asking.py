"""How do the forms of a pack get published with it?"""

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.forms.names import Known
from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.services.collection import forms
from styrbord.services.work import Work
from styrbord.sources.pack import Pack

FILE = "forms.toml"


def problems_of_forms(pack: Pack) -> list[Problem]:
    """What is wrong with the pack's forms, when the pack's own names are known."""
    return _placed(forms.checked(pack.forms, _names(pack))[1]) if pack.forms else []


def publish_forms(pack: Pack, piece: Work) -> None:
    """Publish the pack's forms within the load, once its names are recorded.

    Raises
    ------
    Refused
        With everything that is wrong with them.
    """
    if not pack.forms:
        return
    found, problems = forms.checked(pack.forms)
    if problems:
        raise Refused(_placed(problems))
    forms.publish_within(piece, found)


def _placed(problems: list[Problem]) -> list[Problem]:
    return [Problem(one.code, ", ".join(filter(None, (FILE, one.place))), one.params) for one in problems]


def _names(pack: Pack) -> Known:
    dimensions: dict[str, set[str]] = {}
    for item in pack.code_list:
        dimensions.setdefault(item.dimension, set()).add(item.code)
    return Known(
        indicators={one.code: one.frequency for one in pack.indicators},
        dimensions={dimension: frozenset(codes) for dimension, codes in dimensions.items()},
        subjects=frozenset(one.code for one in pack.subjects),
        levels=frozenset(one.level for one in pack.subjects),
        hierarchies=frozenset({ADMINISTRATIVE, *(link.hierarchy for link in pack.memberships)}),
        posts=frozenset(post.code for post in pack.posts),
    )
