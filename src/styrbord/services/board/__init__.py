"""What does the board show: a subject at a glance and in full, an indicator, a comparison, a map?

Everything here reads; what is released or published is the work of `loading` and `pages`.
"""

from styrbord.services.board.overview import overview
from styrbord.services.board.subjects import (
    indicators_of,
    members_of,
    parents,
    root,
    rubric_page,
    rubrics,
    subject_of,
    subject_page,
    tree,
)
from styrbord.services.board.surroundings import labels, shell

__all__ = [
    "indicators_of",
    "labels",
    "members_of",
    "overview",
    "parents",
    "root",
    "rubric_page",
    "rubrics",
    "shell",
    "subject_of",
    "subject_page",
    "tree",
]
