"""What does each command do? Parse, call one service, show."""

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TextIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from styrbord.cli import serving  # noqa: E402
from styrbord.core.base.problems import Refused  # noqa: E402
from styrbord.core.base.progress import Progress  # noqa: E402
from styrbord.services import pages, signing  # noqa: E402
from styrbord.services.loading import load_pack  # noqa: E402


def run(words: Namespace, out: TextIO, err: TextIO) -> int:
    """Run the command; a refusal shows its problems and ends with 1."""
    call_command("migrate", verbosity=0, skip_checks=True)
    try:
        COMMANDS[words.command](words, out)
    except Refused as refusal:
        for problem in refusal.problems:
            print(f"{problem.kind.severity}: {problem}", file=err)
        print(f"Refused: {len(refusal.problems)} problems. Nothing was changed.", file=err)
        return 1
    return 0


def load(words: Namespace, out: TextIO) -> None:
    """Load a pack and state what it held."""
    result = load_pack(words.pack, description=words.describe, progress=bar(sys.stderr))
    for problem in result.warnings:
        print(f"warning: {problem}", file=out)
    print(
        f"Loaded {result.subjects:,} subjects, {result.indicators:,} indicators,"
        f" {result.observations:,} observations in {result.editions} new editions"
        f" ({result.new_observations:,} observations new).",
        file=out,
    )


def bar(err: TextIO) -> Progress:
    """Progress on a terminal; nothing where nobody looks."""

    def show(done: int, total: int, stage: str) -> None:
        if err.isatty():
            filled = "#" * (30 * done // total)
            print(f"\r[{filled:<30}] {stage:<14}", end="\n" if done == total else "", file=err, flush=True)

    return show


def move_pages(words: Namespace, out: TextIO) -> None:
    """Write the pages as text, or publish them from text."""
    if words.action == "export":
        text = pages.export_pages()
        if words.file:
            words.file.write_text(text, encoding="utf-8")
        else:
            print(text, file=out, end="")
        return
    text = words.file.read_text(encoding="utf-8") if words.file else sys.stdin.read()
    print(f"{pages.import_pages(text)} pages changed.", file=out)


def sign_in_link(words: Namespace, out: TextIO) -> None:
    """Print a link that signs in once, within the hour."""
    secret = signing.make_link(words.name, is_editor=words.editor)
    print(f"http://127.0.0.1:{words.port}/en/sign-in/?key={secret}", file=out)


def setup(words: Namespace, out: TextIO) -> None:
    """The database is made before any command runs."""
    print("The database is ready.", file=out)


COMMANDS: dict[str, Callable[[Namespace, TextIO], None]] = {
    "load": load,
    "serve": serving.serve,
    "demo": serving.demo,
    "pages": move_pages,
    "sign-in-link": sign_in_link,
    "setup": setup,
}
