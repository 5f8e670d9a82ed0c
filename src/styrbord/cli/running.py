"""How is a command run, and how is a refusal shown?"""

import os
from argparse import Namespace
from textwrap import indent
from typing import TextIO

import django

from styrbord.core.base.catalogue import module_in
from styrbord.core.base.problems import Refused

COMMANDS = "styrbord.cli.commands"
BARE = frozenset({"appraise", "forecast", "model", "rate", "signals"})  # commands that know no database


def run(words: Namespace, out: TextIO, err: TextIO) -> int:
    """Run the command in an up-to-date database; a refusal shows its problems and ends with 1.

    So does a disk that is full, or a database that does not answer or cannot write: it is told in words.
    Reading a file needs no database: none is made unless one is named. Neither does checking a proof, nor
    judging or forecasting series of a file, nor rating or appraising from files; and what is restored makes
    its own.
    """
    try:
        if words.command not in BARE and (words.command != "read" or "STYRBORD_DATABASE" in os.environ):
            django.setup()
            if words.command != "restore" and getattr(words, "action", "") != "check-proof":
                module_in("styrbord.services", "database").bring_up_to_date()
        module_in(COMMANDS, words.command.replace("-", "_")).run(words, out)
    except Refused as refusal:
        _show(refusal, err)
        return 1
    except Exception as error:
        trouble = module_in("styrbord.services", "trouble").trouble_of(error)
        if trouble is None:
            raise
        print(f"error: {trouble.problem}", file=err)
        return 1
    return 0


def _show(refusal: Refused, err: TextIO) -> None:
    for problem in refusal.problems:
        print(f"{problem.kind.severity}: {problem}", file=err)
        if drawn := problem.params.get("drawn"):  # the line of a text, with a mark
            print(indent(str(drawn), "    "), file=err)
    count = sum(problem.is_error for problem in refusal.problems)
    print(f"Refused: {count} {'problem' if count == 1 else 'problems'}. Nothing was changed.", file=err)
