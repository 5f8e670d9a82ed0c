"""How is everything done that is due by the clock?"""

import sys
from argparse import Namespace
from typing import TextIO

from styrbord.services.tick import Done, tick

WORDS = {
    "releases": ("release was", "releases were", "made visible"),
    "reminders": ("post was", "posts were", "reminded or told"),
    "owners": ("owner or editor was", "owners and editors were", "told of silent or ownerless indicators"),
    "letters": ("letter was", "letters were", "sent to those who follow something"),
    "notices": ("letter was", "letters were", "sent with notices to those who want them"),
    "weeks": ("letter was", "letters were", "sent with the week of a post"),
    "sessions": ("session", "sessions", "that had run out forgotten"),
    "signals": ("look", "looks", "for signals asked for"),
    "deviations": ("step was", "steps were", "taken with deviations: settled, come back, or a post told"),
    "forecasts": ("run", "runs", "of forecasts asked for"),
    "decisions": ("decision was", "decisions were", "put in force, or their checks asked for"),
    "promises": ("step was", "steps were", "taken with promises: marked as broken, or a post told"),
    "meetings": ("post was", "posts were", "told of the agenda of a meeting"),
    "ratings": ("rating was", "ratings were", "told to be late: not published on its day"),
    "investments": (
        "step was",
        "steps were",
        "taken with investments: silence recorded, a stop proposed, or a post told",
    ),
    "investment-money": ("case was", "cases were", "opened or ended for money without a result"),
    "investment-ratings": ("rating was", "ratings were", "found to have changed among those of investments"),
    "seals": ("event was", "events were", "sealed"),
}


def run(words: Namespace, out: TextIO) -> None:
    """Do it once, and say what was done; ends with 1 when a step was refused."""
    found = tick()
    if found is None:
        print("Another tick is under way: it does what is due.", file=out)
        return
    for one in found:
        if one.count:
            print(_line(one), file=out)
    if not any(one.count or one.problems for one in found):
        print("Nothing was due.", file=out)
    problems = [problem for one in found for problem in one.problems]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        raise SystemExit(1)


def _line(one: Done) -> str:
    single, many, done = WORDS[one.step]
    return f"{one.count:,} {single if one.count == 1 else many} {done}."
