"""How does an operator see the posts and add one?"""

from argparse import Namespace
from typing import TextIO

from styrbord.services import people
from styrbord.services.people.entries import Entry
from styrbord.services.rights import OPERATOR


def run(words: Namespace, out: TextIO) -> None:
    """Add a post, or list all with their holders and roles."""
    if words.code:
        people.add_post(words.code, words.title or words.code, by=OPERATOR)
        print(f"Post {words.code} was added.", file=out)
        return
    for note in people.posts():
        print(note.code, file=out)
        for one in note.holders:
            print(f"  held by {one.person} {_days(one)}", file=out)
        for one in note.grants:
            print(f"  grant {one.number}: {one.role}{_where(one)} {_days(one)}", file=out)
        for one in note.deputies:
            print(f"  deputy {one.post} {_days(one)}", file=out)


def _days(one: Entry) -> str:
    return f"from {one.first} to {one.last}" if one.last else f"from {one.first}"


def _where(one: Entry) -> str:
    subject = f" in {one.subject} ({one.hierarchy})" if one.subject else ""
    return subject + (f" for {', '.join(one.rubrics)}" if one.rubrics else "")
