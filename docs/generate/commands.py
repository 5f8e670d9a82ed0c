"""Which commands does the terminal know, and which words does each take?"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from styrbord.cli.main import parser

TARGET = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"
HEAD = """# Commands

Made from the parser of the command line by `python -m docs.generate`; do not edit.

From a clone, write `./run styrbord COMMAND`; it sets up what is missing first.
Most commands make or update the database before they begin; `read` does so only where a database is
named, and `appraise`, `forecast`, `model`, `rate` and `signals` know none. A command ends with 0 when
done, with 1 when the work was refused (the problems are told, nothing was changed) and with 2 when the
words were wrong.
"""
Words = argparse._SubParsersAction  # argparse names the list of commands nowhere else


def commands() -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Name, parser and purpose of every command."""
    for name, command, purpose in below(parser()):
        inner = [(f"{name} {own}", other, said) for own, other, said in below(command)]
        yield from inner or [(name, command, purpose)]


def below(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Name, parser and purpose of what stands directly under a parser."""
    for found in (action for action in top._actions if isinstance(action, Words)):
        helps = {choice.dest: choice.help or "" for choice in found._choices_actions}
        for name, command in found.choices.items():
            yield name, command, helps[name]


def written(action: argparse.Action) -> str:
    """An option or argument as it is typed."""
    choices = "|".join(map(str, action.choices)) if action.choices else ""
    shown = choices or str(action.metavar or action.dest).upper()
    if not action.option_strings:
        return f"[{shown}]" if action.nargs == "?" else shown
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {shown}"


def meaning(action: argparse.Action) -> str:
    """What a word does, and what holds when it is left out."""
    said = action.help or ""
    if action.default in (None, False, argparse.SUPPRESS):
        return said
    return f"{said}; {action.default} when left out".lstrip("; ")


def section(name: str, command: argparse.ArgumentParser, purpose: str) -> str:
    """One command with its words."""
    actions = [one for one in command._actions if one.dest != "help"]
    places = [written(one) for one in actions if not one.option_strings]
    options = [f"[{written(one)}]" for one in actions if one.option_strings]
    usage = f"    styrbord {' '.join([name, *places, *options])}"
    rows = [f"| `{written(one).replace('|', chr(92) + '|')}` | {meaning(one)} |" for one in actions]
    title = f"{purpose[:1].upper()}{purpose[1:]}."
    return "\n".join([f"## {name}", title, "", usage, "", "| word | meaning |", "|---|---|", *rows, ""])


def text() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(*one) for one in commands())])
