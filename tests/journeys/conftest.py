"""What do the journeys share: one example county, loaded once and served, and eyes to look at its pages."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from styrbord.services import memory
from tests.conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.journeys.looking import Look
from tests.journeys.site import Site
from tests.sharing import made_once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example county behind a running server; no test changes it."""
    built = Site(made_once(tmp_path_factory, "norrvik", lambda folder: Site(folder).build()))
    made = Site(tmp_path_factory.mktemp("norrvik-site"))
    shutil.copy(built.database, made.database)
    made.pack.symlink_to(built.pack)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def other_site(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the example county that the tests of one file may change, behind a server of its own."""
    made = Site(tmp_path_factory.mktemp("other-site"))
    shutil.copy(site.database, made.database)
    made.pack.symlink_to(site.pack)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def lonely_chromium(chromium: Any) -> Iterator[Any]:
    """A browser that can find no machine but this one."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    running = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*CHROMIUM_ARGUMENTS, rules])
    yield running
    running.close()


@pytest.fixture
def context(lonely_chromium: Any) -> Iterator[Any]:
    """A reader of their own at a desktop."""
    made = lonely_chromium.new_context(viewport={"width": 1366, "height": 768})
    yield made
    made.close()


@pytest.fixture
def look(context: Any) -> Look:
    """A browser's page that remembers what went wrong and whom it asked."""
    return Look(context.new_page())


@pytest.fixture
def board(db: None) -> Iterator[None]:
    """An empty database in this process, and nothing remembered from another test."""
    memory.forget()
    yield
    memory.forget()
