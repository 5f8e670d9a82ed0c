"""Which addresses does a reader ask for, so that every channel on which a number may stand is asked?"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.test import Client

from styrbord.store.collection.models import Form, Submission
from styrbord.store.participation.models import Talk
from styrbord.store.spine.models import Edition, Indicator

OFFERED = re.compile(r'href="([^"]*(?:format=(?:csv|xlsx|svg|png)|/files/)[^"]*)"')
BUSY = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|name="key" value="[\w=-]+"|<updated>[^<]*</updated>'
    r'|"csrf_token": ?"\w+"|content="\w{64}"'
)
LANGUAGES = ("en",)


def everywhere(subjects: Iterable[str], indicators: Iterable[str], periods: Iterable[str]) -> Iterator[str]:
    """Addresses of all pages and answers that are read, with the variants of their queries."""
    subjects, indicators, periods = tuple(subjects), tuple(indicators), tuple(periods)
    yield from _whole(indicators)
    for code in subjects:
        yield from (f"/en/?subject={code}", f"/en/subjects/{code}/", f"/en/subjects/{code}/all/")
        yield f"/api/v1/figures?subject={code}&" + "&".join(f"indicator={one}" for one in indicators)
    for one in indicators:
        yield from _of_indicator(one, subjects, periods)
    yield from _of_rows()


def _whole(indicators: tuple[str, ...]) -> Iterator[str]:
    pages = (
        "",
        "subjects/",
        "indicators/",
        "quality/",
        "requests/",
        "pages/",
        "pages/inside/",
        "pages/board/",
    )
    pages += ("forms/", "forms/text/", "imports/", "people/", "people/sharing/", "people/log/", "my-rights/")
    pages += ("editions/", "editions/feed.atom", "method/", "questions/", "feedback/", "subscriptions/")
    pages += ("collect/", "collect/release/", "pages/secretive/", "not-a-page/")
    pages += ("editing/", "editing/secretive/", "editing/secretive/preview/", "editing/secretive/versions/")
    yield from (f"/en/{page}" for page in pages)
    yield from ("/ru/", "/sv/indicators/", "/en/?as-of=2026", "/en/?vintage=2021", "/en/?vintage=2200")
    yield from (
        "/en/quality/?format=csv&block=quality",
        "/api/v1/openapi.json",
        "/sitemap.xml",
        "/robots.txt",
    )
    yield from (f"/en/search/?q={word}" for word in (*indicators, "n1", "secretive", "31000931", "s-one"))
    yield from _whole_of_the_api()
    yield from _of_editors()
    yield from _wrong()
    yield "/en/compare/?indicator=people&indicator=debts&indicator=wages&mixed=1"
    yield "/en/compare/?indicator=share&subject=n1&subject=s3"


def _of_editors() -> Iterator[str]:
    """Lists of figures that a wider publicity shows, and previews as another role."""
    for page in ("inside", "board", "secretive"):
        yield from (f"/en/editing/{page}/readers/", f"/en/editing/{page}/readers/?to=public")
        yield f"/en/editing/{page}/readers/?to=public&format=csv&block=list"
        yield from (
            f"/en/editing/{page}/preview/?as={role}&within=n1&of=n1" for role in ("auditor", "analyst")
        )
    for code, to in (("debts", "open"), ("wages", "open"), ("people", "internal")):
        yield f"/en/indicators/{code}/readers/?to={to}"


def _wrong() -> Iterator[str]:
    """Questions that are refused, with what may not be seen in them."""
    for code in ("debts", "wages"):
        yield f"/en/indicators/{code}/?subject=nowhere&period=never"
        yield f"/en/indicators/{code}/values/s3/2019-13/"
        yield f"/en/compare/?indicator={code}&subject=nowhere"
        yield f"/api/v1/observations?indicator={code}&subject=nowhere&frequency=Q"
        yield f"/api/v1/figures?indicator={code}&subject=nowhere&as-of=2999"
    yield from ("/en/editions/999999/", "/en/talks/no-such-talk/", "/en/imports/31000931/")


def _whole_of_the_api() -> Iterator[str]:
    for name in ("", "subjects", "indicators", "editions", "pages", "forms", "submissions", "duties"):
        yield f"/api/v1/{name}"
    yield "/api/v1/subjects?q=steel&limit=2"
    yield "/api/v1/indicators?q=debts"
    for form in ("json", "csv", "json-stat"):
        for is_computed in ("true", "false"):
            base = f"/api/v1/observations?format={form}&computed={is_computed}&limit=5000"
            yield f"{base}&frequency=A" if form == "json-stat" else base
    for rest in (
        "scenario=target",
        "vintage=2200",
        "vintage=2022",
        "frequency=M",
        "as-of=2026-11",
        "limit=7",
    ):
        yield f"/api/v1/observations?computed=true&{rest}"
    yield "/api/v1/observations?breakdown=SEX"


def _of_indicator(one: str, subjects: tuple[str, ...], periods: tuple[str, ...]) -> Iterator[str]:
    yield f"/en/compare/?indicator={one}&mixed=1"
    yield f"/en/map/?indicator={one}"
    yield f"/en/map/?indicator={one}&format=csv&block=areas"
    yield f"/api/v1/indicators/{one}"
    for code in subjects:
        yield f"/en/indicators/{one}/?subject={code}"
        yield from (f"/en/indicators/{one}/values/{code}/{period}/" for period in periods)


def _of_rows() -> Iterator[str]:
    yield from (f"/en/editions/{pk}/" for pk in Edition.objects.order_by("pk").values_list("pk", flat=True))
    yield from (f"/en/talks/{token}/" for token in Talk.objects.values_list("token", flat=True))
    yield from (f"/en/forms/{code}/" for code in Form.objects.values_list("code", flat=True))
    for token, code, subject, period in Submission.objects.values_list(
        "token", "form__code", "subject__code", "period"
    ):
        yield f"/en/collect/{token}/"
        yield from (f"/en/collect/{token}/files/{name}" for name in ("receipt.json", "package.json"))
        yield f"/en/collect/{code}/{subject}/{period}/"
        yield f"/api/v1/submissions/{token}"
    (one,) = Indicator.objects.filter(code="debts").values_list("code", flat=True)
    yield f"/en/talks/new/?indicator={one}&subject=s3&period=2020"


def answers(client: Client, paths: Iterable[str], *, most_files: int = 40) -> dict[str, str]:
    """What stands in each answer, and in files that the pages offer; plain, files unpacked."""
    found: dict[str, str] = {}
    offered: dict[str, None] = {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code < 500, (path, answer.status_code)
        found[path] = plain(answer)
        offered |= dict.fromkeys(_offers(answer, path))
    for path in _some([one for one in offered if one not in found], most_files):
        found[path] = plain(client.get(path))
    return found


def _some(paths: list[str], most: int) -> list[str]:
    """Every so many of them, so that every page has a chance."""
    return paths[:: max(len(paths) // most, 1)]


def _offers(answer: Any, path: str) -> Iterator[str]:
    if "html" not in answer.get("Content-Type", ""):
        return
    for href in OFFERED.findall(answer.content.decode(errors="replace")):
        href = unescape(href)
        yield href if href.startswith("/") else path.split("?")[0] + href


def plain(answer: Any) -> str:
    """Status and text of an answer, a workbook unpacked, without what differs between two requests."""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = [name for name in book.namelist() if not name.startswith("docProps")]
            content = b"".join(book.read(name) for name in sorted(names))
    text = unescape(content.decode("utf-8", errors="replace"))
    return f"{answer.status_code} {answer.get('Location', '')}\n{BUSY.sub('', text)}"


def digits(text: str) -> str:
    """Text in which numbers stand without what parts their thousands."""
    return re.sub(r"(?<=\d)[\s,.\u00a0\u202f\u2009](?=\d{3})", "", text)


def different(now: dict[str, str], before: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Where answers differ, and how they do there."""
    found = {}
    for path in now.keys() | before.keys():
        one, other = now.get(path, ""), before.get(path, "")
        if one != other:
            pairs = zip(one, other, strict=False)
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), 0)
            found[path] = (one[max(at - 60, 0) : at + 60], other[max(at - 60, 0) : at + 60])
    return found
