"""A printed name is matched by rule or not at all; likeness only ranks what a person is offered."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.collection.folding import forms, plain
from styrbord.core.collection.gazetteer_file import read_territories
from styrbord.core.collection.matching import Alike, Gazetteer, Known

RUSSIA = Gazetteer(
    [
        Known("RU", ("Российская Федерация",)),
        Known("FD-C", ("Центральный федеральный округ",), "RU"),
        Known("RU-BEL", ("Белгородская область",), "FD-C"),
        Known("RU-MOS", ("Московская область",), "FD-C"),
        Known("RU-VOR", ("Воронежская область",), "FD-C"),
        Known("RU-MOW", ("г. Москва",), "FD-C"),
        Known("RU-KR", ("Республика Карелия",)),
        Known("RU-AL", ("Республика Алтай",)),
        Known("RU-ALT", ("Алтайский край",)),
        Known("RU-SA", ("Республика Саха (Якутия)",)),
        Known("RU-ARK", ("Архангельская область",)),
        Known("RU-ARK.X", ("Архангельская область без автономного округа",), "RU-ARK"),
        Known("RU-NEN", ("Ненецкий автономный округ",), "RU-ARK"),
        Known("RU-KHM", ("Ханты-Мансийский автономный округ - Югра",)),
        Known("RU-YAN", ("Ямало-Ненецкий автономный округ",)),
        Known("RU-YEV", ("Еврейская автономная область",)),
        Known("RU-TA", ("Республика Татарстан",)),
        Known("RU-ORL", ("Орловская область",)),
        Known("ORYOL", ("Орёл",)),
    ]
)
SWEDEN = Gazetteer(
    [
        Known("SE01", ("Stockholms län", "Stockholm county"), "SE", "county"),
        Known("SE0180", ("Stockholm",), "SE01", "municipality"),
        Known("SE1490", ("Borås",), "SE14", "municipality"),
        Known("SE0643", ("Habo",), "SE06", "municipality"),
        Known("SE0305", ("Håbo",), "SE03", "municipality"),
    ]
)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("РОССИЙСКАЯ  Федерация", "RU"),
        ("Южный\u00a0федеральный округ", ""),
        ("БЕЛГОРОДСКАЯ ОБЛАСТЬ", "RU-BEL"),
        ("Белгородская обл.", "RU-BEL"),
        ("обл. Белгородская", "RU-BEL"),
        ("Воpонежская область", "RU-VOR"),
        ("Москва", "RU-MOW"),
        ("город Москва", "RU-MOW"),
        ("г.Москва", "RU-MOW"),
        ("Москва, город", "RU-MOW"),
        ("Карелия, Республика", "RU-KR"),
        ("Респ. Карелия", "RU-KR"),
        ("Карелия", "RU-KR"),
        ("Алтай", "RU-AL"),
        ("Республика Саха", "RU-SA"),
        ("Республика Татарстан (Татарстан)", "RU-TA"),
        ("Архангельская область (без автономного округа)", "RU-ARK.X"),
        ("Ненецкий АО", "RU-NEN"),
        ("Еврейская АО", "RU-YEV"),
        ("Ханты-Мансийский автономный округ – Югра", "RU-KHM"),
        ("ХМАО-Югра", "RU-KHM"),
        ("ЯНАО", "RU-YAN"),
        ("Центральный ФО", "FD-C"),
        ("Орел", "ORYOL"),
    ],
)
def test_names_that_are_one_by_rule_are_matched(printed, code):
    match = RUSSIA.match(printed)
    assert match.code == code
    assert match.how == ("folded" if code else "")


@pytest.mark.parametrize(
    "printed",
    [
        "г. Белгород",
        "Москва и Московская область",
        "Архангельская область (кроме Ненецкого АО)",
        "Россия",
        "…",
        "",
        "область",
    ],
)
def test_names_that_are_only_alike_are_not_matched(printed):
    assert RUSSIA.match(printed)[:2] == ("", "")


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Stockholm", "SE0180"),
        ("Stockholms kommun", "SE0180"),
        ("Stockholms stad", "SE0180"),
        ("Stockholms län", "SE01"),
        ("STOCKHOLMS LÄN", "SE01"),
        ("Borås kommun", "SE1490"),
        ("Håbo", "SE0305"),
        ("habo", "SE0643"),
        ("0180 Stockholm", "SE0180"),
        ("SE0180", "SE0180"),
        ("SE01 Stockholms län", "SE01"),
        ("Stockholm (0180)", "SE0180"),
        ("0180 Borås", ""),
        ("SE0180 Borås", ""),
        ("0180 kronor", ""),
        ("0180", ""),
    ],
)
def test_counties_municipalities_and_codes_are_not_mixed_up(printed, code):
    assert SWEDEN.code_of(printed) == code


def test_a_county_is_not_taken_for_the_municipality_of_its_name():
    municipalities = Gazetteer([Known("SE0180", ("Stockholm",), level="municipality")])
    counties = Gazetteer([Known("SE01", ("Stockholms län",))])
    assert not municipalities.code_of("Stockholms län")
    assert not counties.code_of("Stockholm")
    assert counties.match("Stockholm").proposals[0].code == "SE01"


def test_how_a_match_came_about_is_told():
    told = Gazetteer([Known("A", ("Alby",))], {"Alby stad": "A", "Övriga": ""})
    assert [told.match(name)[:2] for name in ("Alby", "ALBY", "A", "alby STAD", "Övriga", "Berga")] == [
        ("A", "exact"),
        ("A", "folded"),
        ("A", "code"),
        ("A", "alias"),
        ("", "alias"),
        ("", ""),
    ]


def test_a_parent_decides_between_two_of_one_name():
    regions = [Known(f"R{n}", (f"{name} область",)) for n, name in enumerate(("Омская", "Томская"))]
    same = Gazetteer([*regions, *(Known(f"R{n}.K", ("Кировский район",), f"R{n}") for n in (0, 1))])
    assert same.code_of("Кировский р-н", within="Томская обл.") == "R1.K"
    match = same.match("Кировский район")
    assert (match.code, [proposal.code for proposal in match.proposals]) == ("", ["R0.K", "R1.K"])
    assert same.alike == (Alike(("Кировский район",), ("R0.K", "R1.K")),)


def test_names_that_fold_alike_are_matched_only_as_they_are_spelt():
    both = Gazetteer([Known("1", ("Орёл",)), Known("2", ("Орел",))])
    assert (both.code_of("Орёл"), both.code_of("Орел"), both.code_of("ОРЕЛ")) == ("1", "2", "")
    assert both.alike == (Alike(("Орел", "Орёл"), ("1", "2")),)


def test_a_subject_may_stand_under_two_parents():
    moved = Gazetteer([Known("B", ("Бурятия",), "S"), Known("B", ("Бурятия",), "F")])
    assert moved.code_of("Бурятия") == "B"
    assert moved.alike == ()


def test_proposals_are_ranked_and_few():
    proposals = RUSSIA.match("Белгородская областъ").proposals
    assert proposals[0].code == "RU-BEL"
    assert len(proposals) <= 5
    scores = [proposal.score for proposal in proposals]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_bare_gazetteer_knows_nothing():
    bare = Gazetteer()
    assert bare.is_empty
    assert not bare.looks_known("Москва")
    assert bare.match("Москва") == ("", "", ())
    assert Gazetteer(aliases={"Москва": "RU-MOW"}).code_of("москва") == "RU-MOW"


def test_a_bare_code_is_a_code_and_no_name():
    assert SWEDEN.is_code("SE0180")
    assert not SWEDEN.looks_known("SE0180")
    assert SWEDEN.looks_known("Stockholms län")


def test_later_aliases_win():
    assert SWEDEN.with_aliases({"Stockholm": "SE01"}).code_of("Stockholm") == "SE01"


kinds = st.sampled_from(
    ["{} область", "г. {}", "{}", "Республика {}", "{} район", "{}s län", "{} kommun", "{} (Сах)"]
)
cores = st.sampled_from(
    ["Алтай", "Орёл", "Орел", "Киров", "Habo", "Håbo", "Санкт-Петербург", "Санкт Петербург"]
)
names = st.builds(lambda kind, core: kind.format(core), kinds, cores)
changes = st.sampled_from(
    [str, str.upper, str.lower, lambda s: s.replace("-", " "), lambda s: s.replace("ё", "е")]
)


@given(st.lists(names, min_size=1, max_size=8), names, changes)
def test_a_folded_match_never_joins_two_known_names(known, name, change):
    gazetteer = Gazetteer([Known(f"T{n}", (one,)) for n, one in enumerate(known)])
    printed = change(name)
    match = gazetteer.match(printed)
    if match.how == "exact":
        assert [one for one in known if one == printed] == [known[int(match.code[1:])]]
    elif match.code:
        others = [one for n, one in enumerate(known) if match.code != f"T{n}"]
        closest = plain(known[int(match.code[1:])]) == plain(printed)
        assert not any(plain(one) == plain(printed) for one in others)
        if not closest:
            assert not any(forms(one) & forms(printed) for one in others)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_may_be_asked_for(name, within):
    for gazetteer in (RUSSIA, SWEDEN):
        match = gazetteer.match(name, within)
        assert not (match.code and match.proposals)


def test_thousands_of_names_are_matched_in_seconds():
    known = [f"{a}{b}овский {c}" for a in "БВГДЖЗКЛМН" for b in "абвгдежзиклмнопрстуфхцчшщ" for c in _KINDS]
    gazetteer = Gazetteer([Known(f"C{n}", (name,)) for n, name in enumerate(known)])
    start = time.process_time()
    matches = [gazetteer.match(name[0] + "ы" + name[2:]) for name in known]
    assert len(known) == 2_500
    assert time.process_time() - start < 10
    assert all(match.proposals for match in matches)


_KINDS = ("район", "край", "село", "город", "улус", "посёлок", "округ", "аймак", "сельсовет", "наслег")


def test_a_file_of_territories_is_read_with_names_and_aliases():
    header = "territory_code;name_ru;name_sv;type;parent_code;aliases\n"
    text = header + "RU-MOW;г. Москва;Moskva;region;RU;Москва-город|МСК\n"
    gazetteer, problems = read_territories("\ufeff" + text)
    assert not problems
    assert [gazetteer.code_of(name) for name in ("Moskva", "МСК", "город Москва")] == ["RU-MOW"] * 3


def test_wrong_lines_of_a_file_of_territories_are_told_and_left_out():
    text = "code,name,alias\nA,Alby,X\n,Berga,\nB B,Cedby,\nD,Dalby\n\nE,Alby,X\n"
    gazetteer, problems = read_territories(text, "t.csv")
    assert gazetteer.codes == ("A", "E")
    assert [(problem.code, problem.place) for problem in problems] == [
        ("territories.no-code", "t.csv, line 3, column code"),
        ("territories.invalid-code", "t.csv, line 4, column code"),
        ("territories.cells", "t.csv, line 5"),
        ("territories.alias-twice", "t.csv, line 7, column alias"),
        ("territories.alike", "t.csv"),
    ]


def test_a_file_without_codes_is_refused_with_a_hint():
    _, (problem,) = read_territories("teritory_code,name\nA,Alby\n")
    assert problem.code == "territories.no-code-column"
    assert "teritory_code" in problem.advice


@given(st.text(max_size=80))
def test_any_text_may_be_read_as_territories(text):
    assert all(map(str, read_territories(text).problems))
