"""Words and sheets that the tests of documents share."""

from datetime import UTC, date, datetime

from styrbord.documents.minutes import MinutesItem, MinutesSheet, PromiseLine

MARKUP = (
    "#let x = 1 #[a] $x^2$ @ref \\ <b>bold</b> & {{ title }} {% if x %} `c` *d* _e_ = f // g /* h -- ~ [i](j)"
)
RIGHT_TO_LEFT = "שלום"
EMOJI = "😀"
MOMENT = datetime(2026, 11, 23, 9, 0, 5, tzinfo=UTC)


def minutes(language: str = "en", **changed: object) -> MinutesSheet:
    """Minutes of two items, one of them with hostile words."""
    told = MinutesItem(
        "Unemployment: Norrby",
        "Broken promise",
        "Due 12 Nov, not kept",
        f"First line\nsecond line {MARKUP}",
        f"Hire two people {EMOJI} {RIGHT_TO_LEFT}",
        (PromiseLine("Head of office", f"Call {MARKUP}", date(2026, 12, 1)),),
    )
    values: dict[str, object] = {
        "circle": "Руководители",
        "subject": "Norrby",
        "day": date(2026, 11, 23),
        "present": ("Head of office", "Начальник отдела"),
        "items": (told, MinutesItem("Second thing")),
        "as_of": MOMENT,
        "address": "https://board.example/meetings/abc/",
        "language": language,
    }
    return MinutesSheet(**{**values, **changed})  # type: ignore[arg-type]
