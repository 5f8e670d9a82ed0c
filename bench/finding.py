"""How long do search and navigation take among 100,000 names and 200 nested pages?

Run as `python -m bench.finding`, on an empty database of its own.
"""

import json
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from django.test import Client

from bench import building, site, synthetic
from bench.site import vendor
from bench.subject_page import show
from bench.synthetic import Size
from bench.timing import Row, keep, limit_row, seconds
from styrbord.services.loading import load_pack
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Subject, SubjectVersion

SUBJECTS = 95_200
PAGES = 200
BUDGET = 0.5
FIRST = 10.0
WORDS = ("municipality+77", "indicator+4711", "page+15", "kommun", "county+3", "ort+9999")


def nested_pages() -> str:
    """Pages, each fifth at the top and four below it."""
    text = []
    for number in range(PAGES):
        text.append(
            f'[[pages]]\ncode = "page-{number}"\nkind = "page"\norder = {number}\npublicity = "public"'
        )
        text.append(f'title_en = "Page {number}"\nintro_en = "What page {number} tells"')
        if number % 5:
            text.append(f'parent = "page-{number - number % 5}"')
        text.append(f'[[pages.blocks]]\nkind = "text"\ntext_en = {json.dumps("Words of a page. " * 20)}')
    return "\n".join(text) + "\n"


def make() -> None:
    """The database, unless it is there."""
    site.migrate()
    if Subject.objects.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        synthetic.write_spine(Path(folder), Size(subjects=100, indicators=4_800))
        (Path(folder) / "pages.toml").write_text(nested_pages(), encoding="utf-8")
        load_pack(Path(folder), now=building.NAMED)
    codes = [synthetic.municipality(number) for number in range(47, SUBJECTS)]
    new = [Subject(code=code, kind="territory") for code in codes]
    Subject.objects.bulk_create(new, batch_size=5_000)
    versions = [
        SubjectVersion(subject=one, level="municipality", names=_names(one), shown_from=to_ms(building.NAMED))
        for one in Subject.objects.filter(versions=None)
    ]
    SubjectVersion.objects.bulk_create(versions, batch_size=5_000)


def _names(one: Subject) -> dict[str, str]:
    return {"en": f"Municipality {int(one.code[1:])}"}


def rows(where: str) -> list[Row]:
    """Rows of search, and of the list of pages."""
    client = Client()
    first = seconds(partial(show, client, "/en/search/?q=municipality+1"))
    later = [seconds(partial(show, client, f"/en/search/?q={words}")) for words in WORDS]
    tree = [seconds(partial(show, client, "/en/pages/")) for _ in range(5)]
    one = [seconds(partial(show, client, f"/en/pages/page-{number}/")) for number in range(0, PAGES, 20)]
    return [
        limit_row("First search of a process among 100,000 names", where, first, FIRST),
        limit_row("Search among 100,000 names and 200 pages, slowest", where, max(later), BUDGET),
        limit_row("List of 200 nested pages", where, median(tree), BUDGET),
        limit_row("One of 200 nested pages", where, median(one), BUDGET),
    ]


if __name__ == "__main__":
    make()
    keep("finding", vendor(), rows(vendor()))
