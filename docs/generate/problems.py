"""Which problems can a user meet, and what is to be done about each?"""

import importlib
import os
import re
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
TARGET = ROOT / "docs" / "reference" / "problems.md"
HEAD = """# Problems

Made from the table of problem kinds by `python -m docs.generate`; do not edit.
An error stops the work; a warning is told and the work goes on. Words in braces are filled in.
"""
DEFINES = re.compile(r"^\s*(?:\w+ = )?(?:problems\.)?define\(", re.MULTILINE)


def load_kinds() -> None:
    """Import every module that enters kinds of problems, so that the table is whole."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
    django.setup()
    for path in sorted(SOURCES.rglob("*.py")):
        if DEFINES.search(path.read_text(encoding="utf-8")):
            name = path.relative_to(SOURCES).with_suffix("").as_posix().replace("/", ".")
            importlib.import_module(name.removesuffix(".__init__"))


def cell(words: str) -> str:
    """Words that cannot break the table."""
    return words.replace("|", "\\|").replace("\n", " ")


def text() -> str:
    """The whole page."""
    load_kinds()
    kinds = importlib.import_module("styrbord.core.base.problems").KINDS
    rows = [
        f"| `{kind.code}` | {kind.severity} | {cell(kind.message)} | {cell(kind.advice)} |"
        for _, kind in sorted(kinds.items())
    ]
    return "\n".join([HEAD, "| code | weight | what is wrong | what to do |", "|---|---|---|---|", *rows, ""])
