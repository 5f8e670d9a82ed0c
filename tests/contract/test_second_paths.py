"""Does a way round lead to what the straight way refuses: a cache, an import, a filter, a refusal?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.test import Client

from styrbord.services import memory
from styrbord.services.collection import forms
from styrbord.services.imports import files
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.web import charting
from tests.contract.asking import counts, reading
from tests.contract.crawling import plain
from tests.contract.packs import Written
from tests.contract.people import asked, county, signed_in
from tests.services.imports.files_of_office import json_stat, load_tree
from tests.services.imports.waiting import read

pytestmark = pytest.mark.usefixtures("database")
ASKED = (
    "/en/indicators/{}/",
    "/en/indicators/{}/?subject=n1&format=csv&block=periods",
    "/en/indicators/{}/values/n1/2020/",
    "/en/compare/?indicator={}",
    "/en/compare/?indicator=people&indicator={}",
    "/en/map/?indicator={}",
    "/en/search/?q={}",
    "/en/talks/new/?indicator={}&subject=n1&period=2020",
    "/api/v1/indicators/{}",
    "/api/v1/indicators?q={}",
    "/api/v1/indicators?q={}&limit=1&offset=0",
    "/api/v1/observations?indicator={}",
    "/api/v1/observations?indicator=people,{}&computed=true",
    "/api/v1/observations?indicator={}&breakdown=SEX",
    "/api/v1/figures?indicator={}",
    "/api/v1/figures?indicator={}&subject=n1&subject=nowhere",
)
POSTED = (
    (
        "/en/talks/new/",
        {"indicator": "{}", "subject": "n1", "period": "2020", "words": "x", "said": "comment"},
    ),
    ("/en/subscriptions/", {"indicator": "{}", "subject": "n1", "kind": "indicator", "code": "{}"}),
)


def client(user: Any = None) -> Client:
    found = Client(raise_request_exception=False)
    if user is not None:
        found.force_login(user)
    return found


def words(answer: Any, code: str) -> str:
    text = plain(answer)
    return re.sub(rf"(?i){code}", "CODE", text)


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator."""
    memory.forget()
    load_pack(county(tmp_path / "county"))


@pytest.mark.usefixtures("board")
def test_what_is_hidden_answers_in_the_same_words_as_what_does_not_exist() -> None:
    readers = {
        "anonymous": client(),
        "editor": client(signed_in("everywhere", asked("editor"))),
        "expert": client(signed_in("guest", asked("expert", subject="south"))),
    }
    wrong = []
    for name, browser in readers.items():
        for path in ASKED:
            hidden, missing = browser.get(path.format("debts")), browser.get(path.format("zebra"))
            if words(hidden, "debts") != words(missing, "zebra"):
                wrong.append((name, path))
        for path, said in POSTED:
            told = [
                words(browser.post(path, {key: one.format(code) for key, one in said.items()}), code)
                for code in ("debts", "zebra")
            ]
            if told[0] != told[1]:
                wrong.append((name, path))
    assert wrong == []


@pytest.mark.usefixtures("board")
def test_which_forms_and_pages_there_are_is_told_to_nobody_beyond_them() -> None:
    forms.publish(
        '[[forms]]\ncode = "population"\nname_en = "Population"\nfirst = "2020"\nlevels = ["county"]\n'
        '[forms.obliged]\nroot = "top"\nlevel = "municipality"\n[[forms.items]]\nindicator = "people"\n',
        by=OPERATOR,
    )
    pairs = [
        ("/en/collect/{}/n1/2020/", "population"),
        ("/en/collect/books/{}/2020/", "population"),
        ("/en/forms/{}/", "population"),
        ("/en/pages/{}/", "inside"),
        ("/en/subjects/n1/{}/", "inside"),
        ("/en/editing/{}/", "inside"),
        ("/en/editing/{}/preview/", "inside"),
        ("/en/editing/{}/versions/", "inside"),
    ]
    guest = client(signed_in("guest", asked("expert", subject="south")))
    wrong = []
    for name, browser in {
        "anonymous": client(),
        "nobody": client(signed_in("nobody")),
        "guest": guest,
    }.items():
        for path, code in pairs:
            there, missing = browser.get(path.format(code)), browser.get(path.format("zebra"))
            sees_page = name == "nobody" and path == "/en/pages/{}/"  # pages are for all who sign in
            if not sees_page and words(there, code) != words(missing, "zebra"):
                wrong.append((name, path))
    assert wrong == []


@pytest.mark.usefixtures("board")
def test_two_readers_in_turn_get_each_their_own_answer_from_one_process(
    settings: Any, tmp_path: Path
) -> None:
    settings.CHART_CACHE = tmp_path / "charts"
    charting.chart_cache.cache_clear()
    try:
        near = client(signed_in("near", asked("analyst", subject="north")))
        readers = {"anonymous": client(), "near": near}
        for path in ("/en/subjects/n1/money/", "/api/v1/observations?subject=n1&computed=true"):
            first: dict[str, str] = {}
            for _ in range(50):
                for name, browser in readers.items():
                    answer = browser.get(path)
                    assert first.setdefault(name, plain(answer)) == plain(answer), (name, path)
                    is_signed_in = name != "anonymous"
                    assert ("no-store" in answer.get("Cache-Control", "")) is is_signed_in
                    assert "ETag" not in answer
            assert "7002" in re.sub(r"\D", "", first["near"])
            assert "7002" not in re.sub(r"\D", "", first["anonymous"])
    finally:
        charting.chart_cache.cache_clear()


@pytest.mark.usefixtures("board")
def test_no_address_leads_to_the_folder_of_drawn_charts() -> None:
    kept, served = Path(conf.STATE / "charts"), Path(conf.STATIC_ROOT)
    assert served not in (kept, *kept.parents)
    key = charting.key_of("anything")
    assert re.fullmatch(r"[0-9a-f]{64}", key)
    for path in (f"/static/charts/{key[:2]}/{key}", f"/charts/{key[:2]}/{key}", f"/static/../charts/{key}"):
        assert client().get(path).status_code == 404


def test_a_file_changes_no_class_and_brings_no_number_of_what_its_editor_may_not_see(tmp_path: Path) -> None:
    load_tree(tmp_path / "small")
    before = set(reading().register.indicators())
    token = files.upload("town-jobs.json", json_stat(), editor="planner")
    read(token)
    files.load(token, editor="planner")
    (code,) = set(reading().register.indicators()) - before
    one = reading().register.indicators()[code]
    pack = Written().described(code=one.dataset, vintage="2024")
    pack.territories = []
    pack.indicators = [{"indicator_code": code, "name_en": "Jobs of towns", "access": "restricted"}]
    load_pack(pack.write(tmp_path / "stricter"))
    assert code not in reading().register.indicators()
    again = files.upload("town-jobs.json", json_stat() + b"\n", editor="planner")
    read(again)
    browser, rows = client(signed_in("planner", asked("editor"))), counts()
    answer = browser.post(f"/en/imports/{again}/load/")
    assert "that you may not change" in answer.content.decode()
    assert counts() == rows
    browser = client(signed_in("whole", asked("editor"), asked("analyst")))
    assert browser.post(f"/en/imports/{again}/load/").status_code == 302
    assert code not in reading().register.indicators()
