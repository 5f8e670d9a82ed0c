"""Is the project free of addresses that bind it to one machine or one supplier?"""

import json
import re

from tests.house.files import ROOT, texts

LOCKS = (
    "requirements.lock",
    "requirements-forecast.lock",
    "requirements-dev.lock",
    "requirements-installer.lock",
    "requirements-node.lock",
)
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
HOME = re.compile(r"(?<![\w./<~-])/(?:" + "|".join(("work", "root", "home")) + r")/\w")


def test_no_lock_holds_an_address() -> None:
    for name in LOCKS:
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|file:|--index-url|--find-links", lock), name


def test_every_locked_file_is_held_to_its_hash() -> None:
    for name in LOCKS:
        lock = (ROOT / name).read_text(encoding="utf-8")
        pins = re.split(r"\n(?=\S)", lock.strip())
        assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == [], name


def test_the_npm_lock_holds_no_address_and_a_hash_for_each_package() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r"https?:|\"resolved\"", lock)
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_no_text_names_the_host_of_a_package_registry() -> None:
    found = [f"{path}: {host}" for path, text in texts().items() for host in REGISTRIES if host in text]
    assert found == []


def test_no_text_holds_a_path_of_one_machine() -> None:
    found = [f"{path}: {match.group()}" for path, text in texts().items() for match in HOME.finditer(text)]
    assert found == []
