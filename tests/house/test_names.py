"""Does every file have a name, a question that it answers, and no sense of time?"""

import ast
import re
from collections import Counter

from tests.house.files import PACKAGE, ROOT, committed, python_files

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
CLOCKLESS = ("core", "figures", "charts")
CLOCK = re.compile(r"\b(datetime\.now|datetime\.utcnow|datetime\.today|date\.today|time\.time)\(")


def test_nothing_is_called_utils_helpers_common_misc_or_manager() -> None:
    named = {part.split(".")[0] for path in committed() for part in path.relative_to(ROOT).parts}
    assert named & NAMELESS == set()


def test_every_module_says_in_one_line_what_question_it_answers() -> None:
    silent = []
    for path in python_files():
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if not told.partition("\n")[0].rstrip().endswith((".", "?")):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == []


def test_core_figures_and_charts_take_the_time_as_an_argument() -> None:
    files = [path for room in CLOCKLESS for path in (PACKAGE / room).rglob("*.py")]
    assert [str(path) for path in files if CLOCK.search(path.read_text(encoding="utf-8"))] == []


def test_no_two_shapes_of_the_interface_have_one_name() -> None:
    """Of two schemas with one name the description of the interface keeps one alone."""
    found = Counter(
        node.name
        for path in (PACKAGE / "api").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "Schema" for base in node.bases)
    )
    assert [name for name, times in found.items() if times > 1] == []
    assert len(found) > 50
