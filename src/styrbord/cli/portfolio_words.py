"""Which words does `styrbord portfolio` take?"""

import argparse
from pathlib import Path

from styrbord.core.base.text import LANGUAGES

_ABOUT = (
    "export: write the plans of the investments that a post sees into a workbook; with --code some of them,"
    " with --empty none, as a form to fill. import: load such a workbook for the one who holds the post: all"
    " of it or nothing, every mistake told by its cell. Money and results of decided investments become the"
    " draft of one change request; nothing goes past it."
)


def add_portfolio(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its two actions."""
    portfolio = commands.add_parser(
        "portfolio",
        help="write investments into a workbook, or load one",
        description=_ABOUT,
    )
    actions = portfolio.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write a workbook")
    export.add_argument("--code", action="append", help="an investment; several times for several")
    export.add_argument("--empty", action="store_true", help="write none, as a form to fill")
    export.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of the explanations; en if not given"
    )
    load = actions.add_parser("import", help="load a workbook")
    load.add_argument("--trial", action="store_true", help="tell what it would do, and do nothing")
    for one in (export, load):
        one.add_argument("file", type=Path, help="a workbook, .xlsx")
        one.add_argument("--post", required=True, help="code of the post that sees, begins and changes")
        one.add_argument("--database", metavar="D", help="a file (SQLite) or a postgresql:// address")
