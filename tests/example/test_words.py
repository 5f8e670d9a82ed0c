"""Is everything named in three languages, and is every code a code?"""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from example.tables import LANGUAGES
from styrbord.core.base.codes import canonical_breakdown, is_code
from styrbord.core.base.lookalikes import lookalikes
from styrbord.core.base.periods import Frequency, Period
from styrbord.figures.words import UNITS

WORDED = {
    "territories": ("name",),
    "codelists": ("name",),
    "posts": ("name",),
    "goals": ("name",),
    "indicators": ("name", "short_name", "definition", "source"),
}


@pytest.mark.parametrize("table", WORDED)
def test_every_row_has_words_in_three_languages(table: str, tables: Mapping[str, pl.DataFrame]) -> None:
    for key in WORDED[table]:
        for language in LANGUAGES:
            words = tables[table][f"{key}_{language}"]
            assert not (words == "").any(), f"{key}_{language}"
            assert [text for text in words if lookalikes(text)] == []


def test_short_names_have_at_most_24_characters(tables: Mapping[str, pl.DataFrame]) -> None:
    for language in LANGUAGES:
        names = tables["indicators"][f"short_name_{language}"]
        assert [name for name in names if len(name) > 24] == []


def test_short_names_of_one_language_differ(tables: Mapping[str, pl.DataFrame]) -> None:
    for language in LANGUAGES:
        names = tables["indicators"][f"short_name_{language}"]
        assert sorted(names.filter(names.is_duplicated())) == []


def test_russian_names_are_in_russian_letters(tables: Mapping[str, pl.DataFrame]) -> None:
    for table in WORDED:
        names = tables[table]["name_ru"]
        assert [name for name in names if not any("а" <= letter.lower() <= "ё" for letter in name)] == []


def test_pages_have_titles_and_texts_in_three_languages(pages: list[dict[str, Any]]) -> None:
    for entry in [*pages, *(block for page in pages for block in page.get("blocks", ()))]:
        for key in ("title", "intro", "text"):
            said = [name for name in entry if name.startswith(f"{key}_")]
            assert len(said) in (0, 3), entry
            assert all(entry[name] for name in said)


def test_codes_periods_units_and_breakdowns_are_readable(tables: Mapping[str, pl.DataFrame]) -> None:
    observations, indicators = tables["observations"], tables["indicators"]
    for column in ("territory_code", "indicator_code"):
        assert all(map(is_code, observations[column].unique()))
    for breakdown in observations["breakdown"].unique():
        assert canonical_breakdown(breakdown) == (breakdown or "_T")
    assert set(indicators["unit"]) <= {*UNITS, "%", "SEK/person", "m2/person"}
    rhythms = dict(zip(indicators["indicator_code"], indicators["frequency"], strict=True))
    for code, period in observations.select("indicator_code", "period").unique().iter_rows():
        assert Period.parse(period).frequency is Frequency(rhythms[code])
