"""What did an editor write into the fields of a form, and what stands in them?"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.collection.forms.keys import MOST_DAYS
from styrbord.core.collection.forms.model import Due, Form, Item, Obliged, Rule, Weight
from styrbord.core.collection.forms.text import write_forms

FREQUENCIES = tuple(map(str, Frequency))
MOST_BYTES = 1_000_000
_DAY_LISTS = ("remind", "overdue", "escalate")
_RULE = re.compile(r"(?:(?P<soft>soft)\s+)?(?P<code>[^:\s]+)\s*:\s*(?P<said>.*?)(?:\s+~\s*(?P<share>\S+))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A form as it was written into the fields: its text, what cannot be read, and the fields again."""

    text: str
    problems: list[Problem]
    fields: dict[str, Any]
    number: int


def empty() -> dict[str, Any]:
    """Fields of a form that is to be made."""
    return of_form(Form("", due=Due(calendar=""), frequency="A"), 0)


def of_form(form: Form, number: int) -> dict[str, Any]:
    """Fields of a form as it stands."""
    days = {name: ", ".join(map(str, getattr(form.due, name))) for name in _DAY_LISTS}
    return {
        "number": number,
        **{name: getattr(form, name) for name in ("code", "frequency", "first", "last", "owner")},
        **{name: list(getattr(form, name)) for name in ("levels", "recipients", "indicators")},
        **{name: getattr(form.obliged, name) for name in ("root", "hierarchy", "level")},
        "subjects": ", ".join(form.obliged.subjects),
        "days": form.due.days,
        "calendar": form.due.calendar,
        **days,
        "rules": "\n".join(map(_line, form.rules)),
        "words": [(one, form.names.get(one, ""), form.intro.get(one, "")) for one in LANGUAGES],
        "items": [(item, _name(item)) for item in form.items],
    }


def read(said: QueryDict, base: Form | None, seen: Container[str]) -> Said:
    """The form that the fields describe; what no field holds is taken from the form as it was.

    `seen` are the indicators that the editor could choose: others stay as they are.
    """
    problems: list[Problem] = []
    form = replace(
        base or Form(""),
        code=base.code if base else _text(said, "code"),
        names=_worded(said, "name"),
        intro=_worded(said, "intro"),
        frequency=_text(said, "frequency"),
        first=_text(said, "first"),
        last=_text(said, "last"),
        owner=_text(said, "owner"),
        levels=_codes(said, "levels"),
        recipients=_codes(said, "recipients"),
        items=_items(said, base, seen, problems),
        obliged=_obliged(said),
        due=_due(said, problems),
        rules=_rules(said, base, problems),
    )
    number = _text(said, "number")
    written = {**of_form(form, int(number) if number.isascii() and number.isdigit() else 0)}
    written |= {name: _text(said, name) for name in ("days", *_DAY_LISTS, "subjects")}
    written["rules"] = said.get("rules", "").replace("\x00", "")
    return Said(write_forms([form]), problems, written, written["number"])


def text_of(request: HttpRequest) -> tuple[str, list[Problem]]:
    """Text that was pasted, or that of the file, which goes before."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", ""), []
    if (file.size or 0) > MOST_BYTES:
        return "", [Problem("form.toml", file.name or "", {"reason": f"more than {MOST_BYTES:,} bytes"})]
    try:
        return file.read().decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return "", [Problem("form.toml", file.name or "", {"reason": "not UTF-8"})]


def _items(
    said: QueryDict, base: Form | None, seen: Container[str], problems: list[Problem]
) -> tuple[Item, ...]:
    chosen = _codes(said, "indicator")
    old = base.items if base else ()
    before = [item for item in old if item.indicator in chosen or item.indicator not in seen]
    known = {item.indicator for item in before}
    kept = [_item(item, said, problems) for item in before]
    return (*kept, *(Item(code) for code in chosen if code not in known))


def _item(item: Item, said: QueryDict, problems: list[Problem]) -> Item:
    name = _name(item)
    if f"low:{name}" not in said:
        return item
    decimals = _number(said, f"decimals:{name}", problems)
    return replace(
        item,
        low=_number(said, f"low:{name}", problems),
        high=_number(said, f"high:{name}", problems),
        decimals=None if decimals is None else int(decimals),
        is_required=f"required:{name}" in said,
    )


def _name(item: Item) -> str:
    return "|".join(item.key)


def _obliged(said: QueryDict) -> Obliged:
    subjects = tuple(code for code in re.split(r"[\s,;]+", _text(said, "subjects")) if code)
    if subjects:
        return Obliged(subjects=subjects)
    hierarchy = _text(said, "hierarchy") or Obliged().hierarchy
    return Obliged(root=_text(said, "root"), hierarchy=hierarchy, level=_text(said, "level"))


def _due(said: QueryDict, problems: list[Problem]) -> Due:
    lists = {name: tuple(_days(said, name, problems)) for name in _DAY_LISTS}
    days = _days(said, "days", problems)
    return Due(days=days[0] if days else Due().days, calendar=_text(said, "calendar"), **lists)


def _days(said: QueryDict, name: str, problems: list[Problem]) -> list[int]:
    found = []
    for word in re.split(r"[\s,;]+", _text(said, name)):
        if word.isascii() and word.isdigit() and len(word) < 6 and int(word) <= MOST_DAYS:
            found.append(int(word))
        elif word:
            problems.append(_unfit(name, word, f"whole days from 0 to {MOST_DAYS}"))
    return found


def _number(said: QueryDict, name: str, problems: list[Problem]) -> float | None:
    word = _text(said, name).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    try:
        found = float(word) if word else None
    except ValueError:
        found = float("nan")
    if found is not None and not abs(found) < 1e300:
        problems.append(_unfit(name, word, "a number"))
        return None
    return found


def _rules(said: QueryDict, base: Form | None, problems: list[Problem]) -> tuple[Rule, ...]:
    before = {rule.code: rule for rule in (base.rules if base else ())}
    lines = said.get("rules", "").replace("\x00", "").splitlines()
    return tuple(_rule(line.strip(), before, problems) for line in lines if line.strip())


def _rule(line: str, before: dict[str, Rule], problems: list[Problem]) -> Rule:
    match = _RULE.fullmatch(line)
    if match is None:
        return Rule("", line)
    share = (match["share"] or "0").replace(",", ".")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", share):
        problems.append(_unfit(match["code"], share, "a number that is not negative"))
        share = "0"
    usual = before.get(match["code"], Rule(match["code"], ""))
    weight = Weight.SOFT if match["soft"] else Weight.HARD
    return replace(usual, expression=match["said"], weight=weight, tolerance=float(share))


def _line(rule: Rule) -> str:
    soft = "soft " if rule.weight == Weight.SOFT else ""
    share = f" ~ {rule.tolerance:.12f}".rstrip("0").rstrip(".") if rule.tolerance else ""
    return f"{soft}{rule.code}: {rule.expression}{share}"


def _unfit(key: str, word: str, needed: str) -> Problem:
    return Problem("form.unfit", key, {"key": key, "word": repr(word), "needed": needed})


def _worded(said: QueryDict, stem: str) -> Text:
    found = {language: _text(said, f"{stem}_{language}") for language in LANGUAGES}
    return {language: words for language, words in found.items() if words}


def _codes(said: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(_distinct(code.replace("\x00", "").strip() for code in said.getlist(name)))


def _distinct(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(code for code in codes if code))


def _text(said: QueryDict, name: str) -> str:
    return said.get(name, "").replace("\x00", "").strip()
