"""How is a database made from a backup in the terminal?"""

import sys
from argparse import Namespace
from typing import TextIO

from styrbord.cli.progress import bar, end
from styrbord.services import backups, database


def run(words: Namespace, out: TextIO) -> None:
    """Restore, bring the tables up to date, and say what is there now."""
    try:
        done = backups.restore(words.file, despite_ledger=words.despite_ledger, progress=bar(sys.stderr))
    finally:
        end(sys.stderr)
    database.bring_up_to_date()
    manifest = done.manifest
    rows = sum(table.rows for table in manifest.tables.values())
    print(
        f"Restored {rows:,} rows of {len(manifest.tables)} tables as of {manifest.made_at},"
        " each table with the hash that was backed up.",
        file=out,
    )
    if done.problem:
        print(f"warning: the ledger is not as it was sealed. {done.problem}", file=out)
    print(f"Newest head of the ledger: {manifest.head or 'none'}", file=out)
    print("Now compare it with the published heads: `styrbord ledger verify --heads FILE`.", file=out)
