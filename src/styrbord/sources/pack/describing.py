"""What does `pack.toml` say about a pack?"""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from styrbord.core.base.codes import LONGEST, is_code, nearest
from styrbord.core.base.problems import Problem
from styrbord.core.base.text import LANGUAGES
from styrbord.core.spine.observations import MISSING, Status
from styrbord.core.spine.subjects import SubjectType
from styrbord.sources.pack.model import Description, PackFile
from styrbord.sources.pack.tables import texts

_NAMES = ("name", *(f"name_{language}" for language in LANGUAGES))
_TEXTS = ("code", "licence", "source", "release", "root", "missing_status", *_NAMES)
_PACK: dict[str, Any] = {
    **dict.fromkeys(_TEXTS, str),
    "languages": list,
    "invented": bool,
    "vintage": (str, date),
    "today": (str, date),
}
_SECTIONS = (
    "pack",
    "datasets",
    "types",
    "levels",
    "columns",
    "defaults",
    "indicators",
    "geometry",
    "statuses",
)
_WORDS = {
    "release": ("now", "vintage"),
    "missing_status": tuple(sorted(MISSING)),
    "projection": ("geographic", "plane"),
    "mode": ("rolling", "scheduled"),
}


def described(
    folder: Path, file: Path | None, problems: list[Problem], origin: PackFile | None = None
) -> Description:
    """Description from the given file, else from the folder's own `pack.toml`, else from defaults.

    Without a description status M means plainly missing and is stored as O, unless a reading of the
    file `origin` has written it.
    """
    path = file or folder / "pack.toml"
    if file is None and not path.is_file():
        return _bare(folder.name, origin)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        problems.append(Problem("pack.toml", path.name, {"reason": reason}))
        return Description(code=folder.name)
    if found := _wrong(said, path.name):
        problems.extend(found)
        return Description(code=folder.name)
    return _from(said, folder.name)


def _bare(name: str, origin: PackFile | None) -> Description:
    if origin is None:
        return Description(code=name, names={"en": name}, statuses={"M": "O"})
    return Description(code=code_of(origin.name), names={"en": Path(origin.name).stem}, source=origin.name)


def code_of(name: str) -> str:
    """Code that a file's name gives to its dataset."""
    code = "".join(letter if is_code(f"a{letter}") else "-" for letter in Path(name).stem)
    return code.lstrip(".-")[:LONGEST] or "file"


def _wrong(said: Mapping[str, Any], file: str) -> list[Problem]:
    """What cannot be meant: unknown keys, wrong kinds of words."""
    problems = [*_unknown(said, _SECTIONS, file, ""), *_no_tables(said, file)]
    if problems:
        return problems
    pack = said.get("pack", {})
    problems += _unknown(pack, _PACK, file, "pack")
    problems += [
        Problem("pack.unfit", f"{file}, [pack]", {"key": key, "word": word})
        for key, word in pack.items()
        if key in _PACK and not isinstance(word, _PACK[key])
    ]
    for row in (pack, said.get("geometry", {}), *said.get("datasets", {}).values()):
        problems += _words(row, file)
    problems += _words_of("status", said.get("statuses", {}).values(), tuple(Status), file)
    problems += _words_of("languages", _listed(pack.get("languages")), LANGUAGES, file)
    return problems + _today(pack.get("today", ""), file)


def _no_tables(said: Mapping[str, Any], file: str) -> list[Problem]:
    named = ("datasets", "types", "levels", "indicators", "columns", "defaults")
    inner = [(f"{section}.{code}", row) for section in named for code, row in _items(said.get(section))]
    rows = [*said.items(), *inner]
    return [
        Problem("pack.unfit", file, {"key": key, "word": row})
        for key, row in rows
        if not isinstance(row, dict)
    ]


def _items(section: object) -> Iterable[tuple[str, Any]]:
    return section.items() if isinstance(section, dict) else ()


def _listed(languages: object) -> list[str]:
    return [str(one) for one in languages] if isinstance(languages, list) else []


def _unknown(row: Mapping[str, Any], allowed: Iterable[str], file: str, section: str) -> list[Problem]:
    place = f"{file}, [{section}]" if section else file
    return [
        Problem("pack.unknown-key", place, {"key": key, "hint": _meant(key, allowed)})
        for key in row
        if key not in allowed
    ]


def _meant(word: str, allowed: Iterable[str]) -> str:
    near = nearest(word, allowed)
    return f" Did you mean '{near}'?" if near else ""


def _words(row: Mapping[str, Any], file: str) -> list[Problem]:
    return [
        problem
        for key, allowed in _WORDS.items()
        if key in row
        for problem in _words_of(key, [row[key]], allowed, file)
    ]


def _words_of(key: str, words: Iterable[Any], allowed: tuple[str, ...], file: str) -> list[Problem]:
    return [
        Problem(
            "pack.unknown-word",
            f"{file}, {key}",
            {"word": word, "allowed": ", ".join(allowed), "hint": _meant(str(word), allowed)},
        )
        for word in words
        if word not in allowed
    ]


def _today(said: object, file: str) -> list[Problem]:
    try:
        date.fromisoformat(str(said or "2000-01-01"))
    except ValueError:
        return [Problem("pack.not-a-date", f"{file}, today", {"text": said})]
    return []


def _from(said: Mapping[str, Any], fallback: str) -> Description:
    pack = said.get("pack", {})
    languages = tuple(pack.get("languages") or ["en"])
    return Description(
        code=pack.get("code", fallback),
        names=texts(pack, "name", languages[0]) or {"en": pack.get("code", fallback)},
        languages=languages,
        licence=pack.get("licence", ""),
        source=pack.get("source", ""),
        is_invented=pack.get("invented", False),
        vintage=str(pack.get("vintage", "")),
        release=pack.get("release", "now"),
        today=str(pack.get("today", "")),
        root=pack.get("root", ""),
        missing_status=pack.get("missing_status", Status.NOT_YET_KNOWN.value),
        projection=said.get("geometry", {}).get("projection", "geographic"),
        statuses=said.get("statuses", {}),
        datasets=said.get("datasets", {}),
        types=tuple(_type(code, row) for code, row in said.get("types", {}).items()),
        levels={code: texts(row, "name", languages[0]) for code, row in said.get("levels", {}).items()},
        columns=said.get("columns", {}),
        defaults=said.get("defaults", {}),
        indicators=said.get("indicators", {}),
    )


def _type(code: str, row: Mapping[str, Any]) -> SubjectType:
    order = row.get("order", 0)
    return SubjectType(code, texts(row, "name", "en"), order if isinstance(order, int) else 0)
