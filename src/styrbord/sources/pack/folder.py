"""Which tables of a folder make up a pack?"""

import hashlib
from collections.abc import Callable
from pathlib import Path

import polars as pl

import styrbord.sources.pack.problems  # noqa: F401  (enters the kinds of problems)
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress, silent
from styrbord.sources.pack import extras, indicators, subjects
from styrbord.sources.pack.describing import described
from styrbord.sources.pack.model import Mention, Pack, PackFile
from styrbord.sources.pack.observations import read_observations
from styrbord.sources.pack.origin import aliases_of, at_places, matched, origin_of, with_known_units
from styrbord.sources.pack.tables import Table, find, read_table, with_names

Reader = Callable[[Table, Pack], None]

KNOWN: tuple[tuple[str, tuple[str, ...], Reader], ...] = (
    ("territories", ("territory_code",), subjects.read_subjects),
    ("indicators", ("indicator_code",), indicators.read_indicators),
)
OPTIONAL: tuple[tuple[str, tuple[str, ...], Reader], ...] = (
    ("memberships", ("territory_code", "parent_code"), subjects.read_memberships),
    ("types", ("territory_code", "type"), subjects.read_types),
    ("successions", ("kind", "date", "predecessor", "successor"), subjects.read_successions),
    ("codelists", ("dimension", "code"), extras.read_code_list),
    ("posts", ("code",), extras.read_posts),
    ("peer_groups", ("code", "territory_code"), extras.read_peer_groups),
    ("goals", ("goal_code",), extras.read_goals),
)
_KEYS = ("territory_code", "indicator_code", "period", "value")


def read_pack(folder: Path, description: Path | None = None, progress: Progress = silent) -> Pack:
    """Everything in a folder, with every problem that reading alone can find.

    Tables of codes may be missing, for the store may know the codes: they are `lacking` then.

    Raises
    ------
    Refused
        `pack.no-folder` if there is no such folder.
    """
    if not folder.is_dir():
        raise Refused(Problem("pack.no-folder", str(folder), {"path": folder}))
    problems: list[Problem] = []
    origin = origin_of(folder)
    pack = Pack(described(folder, description, problems, origin), problems=problems, origin=origin)
    if root := pack.description.root:
        pack.mentions.append(Mention("subject", root, "pack.toml, [pack], root"))
    for stem, columns, reader in KNOWN:
        if find(folder, stem) is None:
            pack.lacking[stem] = folder.name
        _read(folder, stem, columns, reader, pack, is_needed=False)
    for stem, columns, reader in OPTIONAL:
        _read(folder, stem, columns, reader, pack, is_needed=False)
    progress(1, 4, "tables")
    _read_numbers(folder, pack)
    progress(2, 4, "observations")
    _read_rest(folder, pack)
    return pack


def _read(
    folder: Path, stem: str, columns: tuple[str, ...], reader: Reader, pack: Pack, *, is_needed: bool
) -> None:
    path = find(folder, stem)
    if path is None:
        if is_needed:
            pack.problems.append(Problem("pack.no-file", folder.name, {"file": f"{stem}.csv"}))
        return
    table = read_table(path, pack.description.columns.get(stem, {}), pack.problems)
    if table is None:
        return
    if columns[0] in ("territory_code", "indicator_code"):
        table = with_names(table, columns[0])
    if _has(table, columns, stem, pack):
        table = _of_origin(table, stem, pack, folder) if pack.origin else table
        if pack.origin is None or stem != "indicators":  # written by the reading itself
            pack.files.append(table.file)
        reader(table, pack)


def _of_origin(table: Table, stem: str, pack: Pack, folder: Path) -> Table:
    """Table as it stands in the file that the folder was read from."""
    if stem == "indicators":
        return with_known_units(table, pack)
    if pack.origin and stem == "observations" and "cell" in table.frame.columns:
        return matched(at_places(table, pack.origin), pack, aliases_of(folder))
    return table


def _has(table: Table, columns: tuple[str, ...], stem: str, pack: Pack) -> bool:
    missing = [name for name in columns if name not in table.frame.columns]
    section = f"[columns.{stem}]"
    pack.problems.extend(
        Problem("pack.no-column", table.file.name, {"column": name, "section": section}) for name in missing
    )
    return not missing


def _read_numbers(folder: Path, pack: Pack) -> None:
    frames: list[pl.DataFrame] = []

    def reader(scenario: str) -> Reader:
        return lambda table, pack: frames.append(read_observations(table, pack, scenario=scenario))

    _read(folder, "observations", _KEYS, reader("actual"), pack, is_needed=True)
    _read(folder, "targets", _KEYS, reader("target"), pack, is_needed=False)
    if frames:
        pack.observations = pl.concat(frames)


def _read_rest(folder: Path, pack: Pack) -> None:
    for path in sorted(folder.glob("*.geojson")):
        pack.files.append(_fingerprint(path))
        extras.read_shapes(path, pack)
    pack.pages = _text(folder / "pages.toml", pack)
    pack.forms = _text(folder / "forms.toml", pack)


def _text(path: Path, pack: Pack) -> str:
    """Text of a file of the pack; empty when there is none, or when it cannot be read."""
    if not path.is_file():
        return ""
    pack.files.append(_fingerprint(path))
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        pack.problems.append(Problem("pack.unreadable", path.name, {"reason": str(error)}))
        return ""


def _fingerprint(path: Path) -> PackFile:
    return PackFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
