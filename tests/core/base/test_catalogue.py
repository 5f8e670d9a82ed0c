"""Are extensions found by their folder, and broken ones named by their file?"""

from pathlib import Path

import pytest

from styrbord.core.base.catalogue import BrokenExtensionError, module_in, modules_in, names_in
from styrbord.core.base.problems import Refused


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    name = f"extensions_{request.node.name}"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "second.py").write_text("NUMBER = 2\n")
    (folder / "first.py").write_text("NUMBER = 1\n")
    (folder / "_shared.py").write_text("raise RuntimeError\n")
    monkeypatch.syspath_prepend(tmp_path)
    return name


def test_modules_are_found_in_order_without_private_ones(package: str) -> None:
    assert {name: module.NUMBER for name, module in modules_in(package).items()} == {"first": 1, "second": 2}
    assert names_in(package) == ("first", "second")


def test_one_module_is_loaded_by_name(package: str, tmp_path: Path) -> None:
    (tmp_path / package / "broken.py").write_text("1 / 0\n")
    assert module_in(package, "first").NUMBER == 1
    with pytest.raises(Refused, match=r"'frist' is not in .* It has: first"):
        module_in(package, "frist")


def test_a_broken_file_is_named(package: str, tmp_path: Path) -> None:
    (tmp_path / package / "third.py").write_text("import no_such_module_here\n")
    with pytest.raises(BrokenExtensionError, match=r"third\.py cannot be loaded: ModuleNotFoundError"):
        modules_in(package)


def test_a_module_is_no_catalogue() -> None:
    with pytest.raises(BrokenExtensionError, match="is a module"):
        names_in("styrbord.core.base.codes")
    with pytest.raises(BrokenExtensionError, match="no_such_package cannot be loaded"):
        names_in("no_such_package")
