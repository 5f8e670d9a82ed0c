"""Which requirements are shown to work, and by which tests?"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDING = ROOT / "docs" / "reference" / "requirements.toml"
TARGET = ROOT / "docs" / "reference" / "requirements.md"
TESTS = ROOT / "tests"
HEAD = """# Requirements shown to work

Made from the markers of the tests by `python -m docs.generate`; do not edit.
A requirement stands under "Shown" when at least one test would fail without it.
*Journey*: the test walks through the running site or command line. *Unit*: it tests one room.
"""

Shown = dict[str, list[str]]


def identifiers(nodes: list[ast.expr], where: str) -> Iterator[str]:
    """Codes in the requirement markers among some expressions; each must be written out."""
    for node in (part for expression in nodes for part in ast.walk(expression)):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.requirement")):
            continue
        for argument in node.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise SystemExit(f"{where}: write the requirement's code out, so that the table can find it.")
            yield argument.value


def module_marks(tree: ast.Module) -> list[ast.expr]:
    """Markers that hold for every test of a file."""
    found = [node for node in tree.body if isinstance(node, ast.Assign)]
    return [node.value for node in found if any(ast.unparse(name) == "pytestmark" for name in node.targets)]


def tests_of(
    body: list[ast.stmt], marks: list[ast.expr], prefix: str
) -> Iterator[tuple[str, list[ast.expr]]]:
    """Every test of a file or class with the markers that hold for it."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from tests_of(node.body, [*marks, *node.decorator_list], f"{prefix}::{node.name}")
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield f"{prefix}::{node.name}", [*marks, *node.decorator_list]


def shown() -> Shown:
    """Tests by the code of the requirement that they show."""
    found: Shown = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for name, marks in tests_of(tree.body, module_marks(tree), path.relative_to(ROOT).as_posix()):
            for code in sorted(set(identifiers(marks, name))):
                found[code].append(name)
    return found


def kind(tests: list[str]) -> str:
    """How a requirement is shown: by a journey, by tests of one room, or by both."""
    kinds = {"journey" if name.startswith("tests/journeys/") else "unit" for name in tests}
    return " and ".join(sorted(kinds))


def row(code: str, wording: str, tests: list[str]) -> str:
    """One line of the table."""
    return f"| {code} | {wording} | {'<br>'.join(f'`{name}`' for name in tests)} | {kind(tests)} |"


def text() -> str:
    """The whole page."""
    wording = tomllib.loads(WORDING.read_text(encoding="utf-8"))["requirements"]
    found = shown()
    if unknown := sorted(set(found) - set(wording)):
        raise SystemExit(f"{WORDING.name} has no wording for {', '.join(unknown)}. Add one line for each.")
    rows = [row(code, words, found[code]) for code, words in sorted(wording.items()) if code in found]
    rest = [f"- {code}: {words}" for code, words in sorted(wording.items()) if code not in found]
    table = ["## Shown", "", "| id | in our words | tests | kind |", "|---|---|---|---|", *rows, ""]
    return "\n".join([HEAD, *table, "## Not shown yet", "", *(rest or ["None."]), ""])
