"""Does the interface answer any input at all, without ever failing?"""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrbord.api.asking import (
    EditionsAsk,
    FiguresAsk,
    IndicatorsAsk,
    Listing,
    Moment,
    ObservationsAsk,
    PagesAsk,
    SubjectsAsk,
)

pytestmark = pytest.mark.django_db
ASKS = {
    "subjects": SubjectsAsk,
    "subjects/M1": Moment,
    "indicators": IndicatorsAsk,
    "indicators/births": Moment,
    "observations": ObservationsAsk,
    "figures": FiguresAsk,
    "editions": EditionsAsk,
    "pages": PagesAsk,
    "problems": Listing,
}
MEANINGFUL = st.sampled_from(
    [
        *(
            "births",
            "population",
            "birth-rate",
            "secret",
            "secret-rate",
            "visits",
            "births,population",
            "M1",
            "C",
            "D1",
        ),
        *(
            "M1,M5",
            "SEX",
            "SEX=F",
            "SEX=F;SEX=M",
            "=",
            "_T",
            "town",
            "district",
            "2025",
            "2025-03",
            "2025-W01",
            "2024",
        ),
        *(
            "0001",
            "9999",
            "9999-12-31",
            "0001-01-01",
            "2025-01/P3M",
            "A",
            "M",
            "D",
            "W",
            "T",
            "target",
            "plan",
            "true",
        ),
        *(
            "false",
            "1",
            "0",
            "-1",
            "7",
            "999999",
            "json",
            "csv",
            "json-stat",
            "",
            " ",
            "\x00",
            "\n",
            "{x}",
            "%(x)s",
        ),
        *(
            "'; DROP TABLE observation; --",
            "=1+1",
            "М1",
            "\u202e",
            "YmlydGhzCU0xCTI=",
            "YmlydGhzCU0xCS05OQ==",
        ),
    ]
)
VALUES = st.one_of(MEANINGFUL, MEANINGFUL, st.text(max_size=12))


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """An address with a query of known and unknown parameters."""
    address = draw(st.sampled_from(sorted(ASKS)))
    known = [field.alias or name for name, field in ASKS[address].model_fields.items()]
    names = st.one_of(*[st.sampled_from(known)] * 9, st.text(max_size=5))
    return address, draw(st.lists(st.tuples(names, VALUES), max_size=5))


@pytest.mark.usefixtures("county")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(requests(), st.sampled_from(["", "text/csv", "application/json", "q=;,,/", "json-stat"]))
def test_any_query_is_answered_or_refused_with_problems(
    asked: tuple[str, list[tuple[str, str]]], accept: str
) -> None:
    address, query = asked
    text = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in query)
    answer = Client(raise_request_exception=False).get(
        f"/api/v1/{address}?{text}", headers={"accept": accept, "accept-language": "sv, ru;q=0.5"}
    )
    assert answer.status_code in (200, 400, 404), answer.content
    if answer.status_code != 200:
        problems = answer.json()["problems"]
        assert problems
        assert all(one["message"] and one["advice"] for one in problems)


@pytest.mark.usefixtures("county")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["", "subjects/", "indicators/"]), st.text(min_size=1, max_size=20))
def test_any_address_is_answered_or_refused(start: str, rest: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/api/v1/{start}{quote(rest, safe='/')}")
    assert answer.status_code in (200, 400, 404), answer.content
    if "\n" not in rest:  # a line break is in no address of ours: the site answers it with its own page
        answer.json()


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    "query", ["limit=%ff", "from=%00", "q=%F0%28%8C%28", "%5B%5D=1", "as-of=%EF%BB%BF2025", "&&&=&"]
)
def test_bytes_that_are_no_text_are_answered(query: str) -> None:
    for address in ASKS:
        answer = Client(raise_request_exception=False).get(f"/api/v1/{address}?{query}")
        assert answer.status_code in (200, 400, 404), answer.content
