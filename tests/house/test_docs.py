"""Do the pages of the documentation agree with the program?"""

import re
import subprocess
import sys
import tomllib

from docs.generate import problems, requirements
from tests.house.files import PACKAGE, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETTING = re.compile(r'environ(?:\.get|\.setdefault)?[\[(]"(STYRBORD_\w+)"')
DEFINED = re.compile(r'\bdefine\(\s*"([^"]+)"')


def test_generated_pages_are_fresh() -> None:
    """In a process of its own: other tests may enter kinds of problems of their own."""
    command = [sys.executable, "-m", "docs.generate", "--check"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_kind_of_problem_has_a_row() -> None:
    page = problems.TARGET.read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    codes = {code for source in sources for code in DEFINED.findall(source)}
    assert sorted(code for code in codes if f"| `{code}` |" not in page) == []


def test_every_setting_has_a_row() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    names = {name for source in sources for name in SETTING.findall(source)}
    assert sorted(name for name in names if f"| `{name}` |" not in page) == []


def test_every_requirement_has_our_own_words_in_one_line() -> None:
    wording = tomllib.loads(requirements.WORDING.read_text(encoding="utf-8"))["requirements"]
    assert all(re.fullmatch(r"R-\d{3}", code) for code in wording)
    assert all(words.endswith(".") and "\n" not in words for words in wording.values())


def test_every_dependency_has_its_reason_and_licence() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    named += [name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra]
    python = {re.split(r"[\[<>=~! ]", name)[0] for name in named}
    npm = re.findall(
        r'^    "([^"]+)": "\d', (ROOT / "package.json").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for name in sorted(python | set(npm)) if f"| {name} |" not in page] == []


def test_changes_have_a_folder_for_their_notes() -> None:
    assert (ROOT / "changelog.d" / "README.md").is_file()
