"""What stands around every page: names of codes, the moment, and the page's dates?"""

from datetime import date

from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.base.units import label
from styrbord.core.board.pages import BlockKind, PageKind
from styrbord.figures.pages import Labels, Shell
from styrbord.services import clock, installation, pages
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Dataset
from styrbord.store.steering.models import PageVersion

CHOICES = 12


def labels(reading: Reading) -> Labels:
    """Names of everything that a page may show, as of the moment."""
    return remembered(reading, ("labels",), lambda: _labels(reading))


def _labels(reading: Reading) -> Labels:
    register = reading.register
    rubrics = pages.seen(reading, [PageKind.RUBRIC])
    indicators = register.indicators()
    return Labels(
        subjects=register.subjects(),
        indicators=indicators,
        types={code: one.names for code, one in register.type_list().items()},
        type_of=register.types(reading.today),
        levels=register.level_names,
        posts=dict(Post.objects.values_list("code", "names")),
        rubrics={page.code: page.titles for page in rubrics},
        datasets=dict(Dataset.objects.values_list("code", "names")),
        units={
            one.stated_unit: unit_names(one.stated_unit) for one in indicators.values() if one.stated_unit
        },
    )


def unit_names(unit: str) -> Text:
    """Printed form of a unit by language."""
    return {language: label(unit, language) for language in LANGUAGES}


def shell(reading: Reading, *, page: str = "", code: str = "") -> Shell:
    """The moment that a page is shown for, the choices of others, and when it was published.

    `page` is the page's name among the addresses; `code` the rubric's or free page's own code.
    """
    notes = [note for note in reading.editions.values() if note.released_at <= reading.as_of]
    everything = remembered(reading, ("releases",), lambda: _choices(reading))
    released = [note.released_at.date() for note in notes]
    published, updated = min(released, default=None), max(released, default=None)
    if code and page in ("page", "rubric"):
        dates = remembered(reading, ("dates", code), lambda: _dates_of(reading, code, released))
        published, updated = dates or (published, updated)
    return Shell(
        is_invented=bool(installation.setting(installation.IS_INVENTED)),
        today=reading.now.date(),
        as_of=reading.as_of.date() if reading.as_of_text else None,
        vintage=reading.vintage_text,
        releases=everything[0],
        vintages=everything[1],
        released_on=max(released, default=None),
        datasets=len({note.dataset for note in notes}),
        published_on=published,
        updated_on=updated,
        early=tuple(reading.editions[pk] for pk in reading.early if pk in reading.editions),
    )


def _dates_of(reading: Reading, code: str, released: list[date]) -> tuple[date, date] | None:
    """Days on which a page was first shown and last changed; new numbers change it, unless it has none."""
    found = PageVersion.objects.filter(page__code=code, shown_from__lte=to_ms(reading.as_of))
    versions = list(found.order_by("shown_from").values_list("shown_from", "content"))
    if not versions:
        return None
    days = [from_ms(at).date() for at, _ in versions]
    has_numbers = any(block["kind"] != BlockKind.TEXT for block in versions[-1][1]["blocks"])
    return days[0], max([days[-1], *(released if has_numbers else [])])


def _choices(reading: Reading) -> tuple[tuple, tuple]:
    """Days of release and vintages that may be asked for, newest first."""
    from_now = type(reading)(reading.principal, reading.now, clock.now()).editions.values()
    days = sorted({note.released_at.date() for note in from_now}, reverse=True)
    newest = sorted(from_now, key=lambda note: note.vintage, reverse=True)
    vintages = dict.fromkeys(note.vintage_label for note in newest)
    return tuple(days[:CHOICES]), tuple(vintages)[:CHOICES]
