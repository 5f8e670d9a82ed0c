"""Which subjects must hand in a form for a period?"""

from collections.abc import Mapping
from datetime import date

from styrbord.core.collection.forms.model import Obliged
from styrbord.core.spine.tree import Tree


def obliged_on(obliged: Obliged, levels: Mapping[str, str], tree: Tree, day: date | None) -> list[str]:
    """Subjects that are obliged on a day: those that a form names, or a level's members below its root.

    Parameters
    ----------
    obliged : Obliged
    levels : level by code of every subject that exists on the day.
    tree : links of the form's hierarchy.
    day : first day of the period; None asks for whoever was a member on any day.

    Returns
    -------
    list of str
        In the order of the form, else by code. A root of the level itself is one of them.
    """
    if obliged.subjects:
        return [code for code in obliged.subjects if code in levels]
    below = {obliged.root, *tree.descendants(obliged.root, day)}
    return sorted(code for code in below if levels.get(code) == obliged.level)
