"""Under which path of words does each row of a table stand, so that no two series are taken for one?"""

from collections import Counter
from collections.abc import Sequence

from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.model import Role, Table

Path = tuple[str, ...]

_FARTHEST = 2_000


def paths_of(labels: Sequence[RowLabel], table: Table) -> list[Path]:
    """Path of measure of each row, from the top down.

    Sections and parents are part of it only where labels would repeat without them, so that codes
    stay short and the same next year.

    Parameters
    ----------
    labels : labels of the rows, top down.
    table : Table

    Returns
    -------
    list of tuple of str
        One path a row; empty where a row says only its territory or period.
    """
    is_numbered = bool(table.having(Role.INDICATOR)) or not table.having(Role.TERRITORY)
    paths = [_own(label, is_numbered) for label in labels]
    repeated = _repeated(labels, paths)
    if not repeated or not any(label.section or label.name for label in labels):
        return paths
    if not table.having(Role.INDICATOR) or len({label.section for label in labels}) > 1:
        by_section = [_below(label.section, path) for label, path in zip(labels, paths, strict=True)]
        changed = by_section if _is_for_all(labels) else _only(repeated, paths, by_section)
        if len(_repeated(labels, changed)) < len(repeated):
            paths = changed
            repeated = _repeated(labels, paths)
    if repeated and table.having(Role.INDICATOR):
        paths = _only(repeated, paths, _with_parents(labels, paths, repeated))
    return paths


def _own(label: RowLabel, is_numbered: bool) -> Path:
    if label.code:
        return (label.code,)
    if not is_numbered:
        return (*label.groups, label.name) if label.name else label.groups
    if label.number and not label.groups:
        return (label.number,)
    if label.number:
        return (label.number, label.name) if label.name else (label.number,)
    return (*label.groups, label.name) if label.name else label.groups


def _below(above: str, path: Path) -> Path:
    return (above, *path) if above else path


def _is_for_all(labels: Sequence[RowLabel]) -> bool:
    """Whether sections part whole blocks of rows, because rows have no label but territory or period."""
    return not any(label.name or label.number for label in labels)


def _repeated(labels: Sequence[RowLabel], paths: Sequence[Path]) -> set[int]:
    """Positions of rows whose key another row has, too."""
    keys = [hash((path, label.key())) for label, path in zip(labels, paths, strict=True)]
    counts = Counter(keys)
    return {position for position, key in enumerate(keys) if counts[key] > 1}


def _only(positions: set[int], paths: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    return [others[at] if at in positions else path for at, path in enumerate(paths)]


def _with_parents(labels: Sequence[RowLabel], paths: Sequence[Path], repeated: set[int]) -> list[Path]:
    """Paths below the nearest row above that is less indented, or whose own label does not repeat."""
    found = list(paths)
    for position in sorted(repeated):
        parent = _parent(labels, position, repeated)
        if parent is not None:
            found[position] = (*paths[parent][-1:], *paths[position])
    return found


def _parent(labels: Sequence[RowLabel], position: int, repeated: set[int]) -> int | None:
    indent = labels[position].indent
    for above in range(position - 1, max(position - _FARTHEST, -1), -1):
        if labels[above].indent < indent or (labels[above].indent == indent and above not in repeated):
            return above
    return None
