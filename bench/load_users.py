"""What do readers and people who hand in do, as `bench.load_test` lets locust play them?

Readers open one page after another and look at each for 5 to 15 seconds. Those who hand in begin the next
month of a municipality, save its cells, take the workbook, and hand in by page or workbook; or a program
does it all with one call.
"""

import json
import os
import random
import re
from itertools import count, cycle
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events, task

SAID = json.loads(Path(os.environ["STYRBORD_LOAD"]).read_text(encoding="utf-8"))
LINKS, TOWNS = cycle(SAID["links"]), cycle(SAID["towns"])
FORM, PERIODS = SAID["form"], SAID["periods"]
READERS, HANDING_IN = map(int, os.environ.get("STYRBORD_LOAD_USERS", "300 30").split())
KEYS = count()
NOTE = "As counted by the load test."
FIRST_FILES = ("app.css", "pieces.css", "board.css", "pages.css", "app.js")


class Reader(FastHttpUser):
    """Reads pages in three languages; one in three has signed in."""

    wait_time = between(5, 15)
    fixed_count = READERS
    network_timeout = connection_timeout = 30.0

    def on_start(self) -> None:
        """Open the board for the first time."""
        self.language = random.choice(("en", "ru", "sv"))
        if random.random() < 1 / 3:
            signed_in(self, next(LINKS), self.language)
        self.look("overview", "")
        for name in FIRST_FILES:
            self.client.get(f"/static/styrbord/{name}", name="file of the look")

    def look(self, name: str, path: str) -> Any:
        """Open a page."""
        return self.client.get(f"/{self.language}/{path}", name=f"page: {name}")

    @task(6)
    def overview(self) -> None:
        """The board."""
        self.look("overview", "")

    @task(8)
    def rubric(self) -> None:
        """A rubric of a subject."""
        self.look("rubric", f"subjects/{random.choice(SAID['subjects'])}/{random.choice(SAID['rubrics'])}/")

    @task(6)
    def subject(self) -> None:
        """A subject."""
        self.look("subject", f"subjects/{random.choice(SAID['subjects'])}/")

    @task(6)
    def indicator(self) -> None:
        """An indicator."""
        self.look("indicator", f"indicators/{random.choice(SAID['indicators'])}/")

    @task(3)
    def compare(self) -> None:
        """A comparison."""
        self.look("compare", f"compare/?indicator={random.choice(SAID['indicators'])}")

    @task(2)
    def area_map(self) -> None:
        """A map."""
        self.look("map", f"map/?indicator={random.choice(SAID['indicators'])}")

    @task(3)
    def search(self) -> None:
        """A search."""
        self.look("search", f"search/?q={random.choice(('work', 'bud', 'school', 'nor', 'un'))}")

    @task(2)
    def api(self) -> None:
        """A program reads."""
        indicator = random.choice(SAID["indicators"])
        self.client.get(f"/api/v1/observations?indicator={indicator}&limit=200", name="api: observations")


class HandingIn(FastHttpUser):
    """Hands in for one municipality, month by month."""

    wait_time = between(5, 15)
    fixed_count = HANDING_IN
    network_timeout = connection_timeout = 30.0

    def on_start(self) -> None:
        """Sign in as the preparer of a municipality."""
        self.town = next(TOWNS)
        self.ways = cycle(random.sample(("page", "workbook", "program"), 3))
        self.months = cycle(PERIODS)
        self.steps: Any = iter(())
        signed_in(self, self.town["link"], "en")

    @task
    def step(self) -> None:
        """Do the next thing of a hand-in."""
        try:
            next(self.steps)
        except StopIteration:
            month = next(self.months)
            way = next(self.ways)
            self.steps = self.by_program(month) if way == "program" else self.by_hand(month, way)
            next(self.steps)

    def by_hand(self, month: str, way: str) -> Any:
        """Begin, save, take the workbook, hand in by the page or by the workbook."""
        yield self.client.get("/en/collect/", name="collect: tasks")
        begin = f"/en/collect/{FORM}/{self.town['code']}/{month}/"
        page = self.client.get(begin, name="collect: begin")
        yield
        if "Fill it in here" in (page.text or ""):
            page = self.post(begin, page, {}, "collect: begun")
            yield
        path = f"/en/collect/{str(page.url).split('/en/collect/')[1].split('/')[0]}/"
        filled = {f"value {key}|_T": str(value) for key, value in SAID["values"].items()}
        filled |= {f"note {key}|_T": NOTE for key in SAID["values"]}
        page = self.post(f"{path}save/", page, {**filled, "do": "save"}, "collect: save")
        yield
        book = f"/en/collect/books/{FORM}/{month}/?subject={self.town['code']}"
        file = self.client.get(book, name="collect: workbook taken")
        yield
        if way == "page":
            self.post(f"{path}save/", page, {**filled, "do": "submit"}, "collect: handed in by page")
        else:
            self.hand_in(file.content)
        yield

    def by_program(self, month: str) -> Any:
        """One call."""
        cells = [{"indicator": key, "value": value, "note": NOTE} for key, value in SAID["values"].items()]
        said = {"form": FORM, "subject": self.town["code"], "period": month, "entries": cells, "submit": True}
        head = {"Authorization": f"Bearer {self.town['token']}", "Idempotency-Key": f"load-{next(KEYS)}"}
        with self.client.post(
            "/api/v1/submissions",
            json=said,
            headers=head,
            name="collect: handed in by api",
            catch_response=True,
        ) as answer:
            judge(answer, answer.status_code in {201, 409})
        yield

    def post(self, path: str, page: Any, said: dict[str, str], name: str) -> Any:
        """Send the form of a page."""
        fields = {key: found(key, page.text) for key in ("key", "revision", "csrfmiddlewaretoken")}
        with self.client.post(path, data={**fields, **said}, name=name, catch_response=True) as answer:
            judge(answer, answer.status_code == 200)
        return answer

    def hand_in(self, content: bytes) -> None:
        """Hand a workbook in."""
        page = self.client.get("/en/collect/", name="collect: tasks")
        word = found("csrfmiddlewaretoken", page.text)
        line, part = "load-test-line", "Content-Disposition: form-data"
        parts = [
            f'--{line}\r\n{part}; name="csrfmiddlewaretoken"\r\n\r\n{word}\r\n'.encode(),
            f'--{line}\r\n{part}; name="file"; filename="book.xlsx"\r\n'.encode(),
            b"Content-Type: application/octet-stream\r\n\r\n" + content + f"\r\n--{line}--\r\n".encode(),
        ]
        head = {"Content-Type": f"multipart/form-data; boundary={line}"}
        name = "collect: handed in by workbook"
        with self.client.post(
            "/en/collect/",
            data=b"".join(parts),  # type: ignore[arg-type]  # its types know no bytes
            headers=head,
            name=name,
            catch_response=True,
        ) as answer:
            judge(answer, answer.status_code == 200)


def signed_in(user: Any, key: str, language: str) -> None:
    """Spend a link."""
    page = user.client.get(f"/{language}/sign-in/?key={key}", name="sign-in: page")
    said = {"key": key, "csrfmiddlewaretoken": found("csrfmiddlewaretoken", page.text)}
    user.client.post(f"/{language}/sign-in/", data=said, name="sign-in")


def found(name: str, text: str | None) -> str:
    """Value of a field of a page's form."""
    match = re.search(rf'name="{name}" value="([^"]*)"', text or "")
    return match[1] if match else ""


def judge(answer: Any, is_good: bool) -> None:
    """Keep what went wrong, with the beginning of what was said."""
    if is_good:
        answer.success()
        return
    words = re.findall(r'class="problem[^>]*>(.{0,200})', answer.text or "") or [(answer.text or "")[-300:]]
    answer.failure(f"{answer.status_code} {words[0][:200]}")


@events.init.add_listener
def _seeded(**_: Any) -> None:
    random.seed(int(os.environ.get("STYRBORD_SEED", "2026")))
