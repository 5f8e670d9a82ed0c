"""Is every file and every function short enough to be read at one go?"""

import ast
from pathlib import Path

from tests.house.files import ROOT, committed, python_files

FILE_LINES = 400
FUNCTION_LINES = 40
WRITTEN_BY_HAND = {".py", ".mjs", ".js", ".css", ".html"}


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    last = function.end_lineno or function.lineno
    docstring = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    told = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return last - function.lineno + 1 - told


def test_no_file_is_longer_than_400_lines() -> None:
    written = [path for path in committed() if path.suffix in WRITTEN_BY_HAND or path.name == "run"]
    counts = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {str(path): lines for path, lines in counts.items() if lines > FILE_LINES} == {}


def long_functions(path: Path) -> list[str]:
    """Functions of a file that are too long, with their length."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    name = path.relative_to(ROOT)
    return [
        f"{name}:{node.name} {code_lines(node)}" for node in functions if code_lines(node) > FUNCTION_LINES
    ]


def test_no_function_is_longer_than_40_lines() -> None:
    assert [found for path in python_files() for found in long_functions(path)] == []
