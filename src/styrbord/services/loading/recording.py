"""How are names, definitions and memberships of a pack recorded as versions?"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import models

from styrbord.core.spine.indicators import Indicator
from styrbord.sources.pack import Pack
from styrbord.sources.pack.model import PackFile
from styrbord.store.clock import FOREVER
from styrbord.store.people.models import Post
from styrbord.store.spine import models as tables
from styrbord.store.spine.definitions import definition_of
from styrbord.store.steering.models import Goal


def record_file(file: PackFile) -> int:
    """Id of the file that observations were read from."""
    places = file.places.plain() if file.places else []
    said = json.dumps(places, sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest() if places else ""
    row, _ = tables.SourceFile.objects.get_or_create(
        name=file.name, sha256=file.sha256, places_sha256=fingerprint, defaults={"places": places}
    )
    return int(row.pk)


def succeed(
    table: type[models.Model], wanted: Iterable[models.Model], at: int, *, within: dict[str, Any]
) -> bool:
    """Let new versions succeed the shown ones; equal ones stay as they are.

    `within` filters the shown versions that the wanted ones replace as a whole: a shown version that is
    not among the wanted ones ends. Returns whether anything changed.
    """
    shown = table._default_manager.filter(shown_to=FOREVER, **within)
    by_content = {_content(row): row for row in wanted}
    present = {_content(row): row.pk for row in shown}
    gone = [pk for content, pk in present.items() if content not in by_content]
    new = [row for content, row in by_content.items() if content not in present]
    for start in range(0, len(gone), 500):
        table._default_manager.filter(pk__in=gone[start : start + 500]).update(shown_to=at)
    table._default_manager.bulk_create(new, batch_size=500)
    return bool(gone or new)


def _content(row: models.Model) -> str:
    """Text that is equal for equal content, as it was made here or as a database gives it back."""
    own = {"id", "shown_from", "shown_to"}
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in own]
    return json.dumps([getattr(row, name) for name in names], sort_keys=True, default=str)


def record_subjects(pack: Pack, at: int) -> bool:
    """Subjects, their memberships, types and successions; tells whether anything changed."""
    stored = dict(tables.Subject.objects.values_list("code", "pk"))
    new = [one for one in pack.subjects if one.code not in stored]
    tables.Subject.objects.bulk_create(
        [tables.Subject(code=one.code, kind=one.kind) for one in new], batch_size=500
    )
    ids = dict(tables.Subject.objects.values_list("code", "pk"))
    versions = [
        tables.SubjectVersion(
            subject_id=ids[one.code],
            level=one.level,
            names=dict(one.names),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            shown_from=at,
        )
        for one in pack.subjects
    ]
    of_pack = _own_subjects(pack, ids)
    changed = succeed(tables.SubjectVersion, versions, at, within=of_pack)
    changed |= _record_links(pack, ids, at)
    changed |= _record_types(pack, ids, at)
    return changed | _record_successions(pack, ids, at)


def _own_subjects(pack: Pack, ids: dict[str, int]) -> dict[str, Any]:
    numbers = [ids[one.code] for one in pack.subjects]
    return (
        {"subject_id__gte": min(numbers, default=0), "subject_id__lte": max(numbers, default=-1)}
        if (len(numbers) > 900 and max(numbers) - min(numbers) + 1 == len(numbers))
        else {"subject_id__in": numbers}
    )


def _record_links(pack: Pack, ids: dict[str, int], at: int) -> bool:
    rows = [
        tables.Membership(
            hierarchy=link.hierarchy,
            subject_id=ids[link.subject],
            parent_id=ids[link.parent],
            counts=link.counts,
            valid_from=link.valid_from,
            valid_to=link.valid_to,
            shown_from=at,
        )
        for link in pack.memberships
    ]
    hierarchies = sorted({link.hierarchy for link in pack.memberships})
    within = {**_own_subjects(pack, ids), "hierarchy__in": hierarchies}
    return succeed(tables.Membership, rows, at, within=within)


def _record_types(pack: Pack, ids: dict[str, int], at: int) -> bool:
    rows = [
        tables.TypeMembership(
            subject_id=ids[one.subject],
            type=one.type,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            shown_from=at,
        )
        for one in pack.types
    ]
    within = _own_subjects(pack, ids) if rows else {"subject_id__in": []}
    changed = succeed(tables.TypeMembership, rows, at, within=within)
    kinds = [
        tables.TypeName(code=one.code, names=dict(one.names), order=one.order, shown_from=at)
        for one in pack.description.types
    ]
    codes = [row.code for row in kinds]
    changed |= succeed(tables.TypeName, kinds, at, within={"code__in": codes})
    groups = [
        tables.PeerGroup(code=code, subject_id=ids[subject], method=method, shown_from=at)
        for code, subject, method in pack.peer_groups
    ]
    names = {row.code for row in groups}
    return succeed(tables.PeerGroup, groups, at, within={"code__in": names}) | changed


def _record_successions(pack: Pack, ids: dict[str, int], at: int) -> bool:
    rows = [
        tables.Succession(
            kind=one.kind,
            on=one.on,
            predecessor_id=ids[one.predecessor],
            successor_id=ids[one.successor],
            weight=one.weight,
            shown_from=at,
        )
        for one in pack.successions
    ]
    named = {row.successor_id for row in rows}
    return succeed(tables.Succession, rows, at, within={"successor_id__in": named})


def record_indicators(pack: Pack, indicators: Iterable[Indicator], at: int) -> bool:
    """Datasets and definitions; tells whether anything changed."""
    indicators = list(indicators)
    known = set(tables.Indicator.objects.values_list("code", flat=True))
    new = {one.dataset for one in indicators if one.code not in known}
    datasets = _record_datasets(pack, new | set(pack.description.datasets))
    tables.Indicator.objects.bulk_create(
        [
            tables.Indicator(code=one.code, dataset_id=datasets[one.dataset])
            for one in indicators
            if one.code not in known
        ],
        batch_size=500,
    )
    ids = dict(tables.Indicator.objects.values_list("code", "pk"))
    rows = [
        tables.IndicatorVersion(indicator_id=ids[one.code], definition=definition_of(one), shown_from=at)
        for one in indicators
    ]
    within = {"indicator_id__in": [row.indicator_id for row in rows]}
    return succeed(tables.IndicatorVersion, rows, at, within=within)


def _record_datasets(pack: Pack, codes: set[str]) -> dict[str, int]:
    said = pack.description.datasets
    for code in sorted(codes):
        row = said.get(code, {})
        words = {
            stem: {k[-2:]: v for k, v in row.items() if k.startswith(f"{stem}_")} for stem in ("name", "body")
        }
        fields = {
            "names": words["name"] or dict(pack.description.names),
            "body": words["body"],
            "mode": row.get("mode", "rolling"),
            "licence": pack.description.licence,
            "source": pack.description.source,
        }
        tables.Dataset.objects.update_or_create(code=code, defaults=fields)
    return dict(tables.Dataset.objects.values_list("code", "pk"))


def record_lists(pack: Pack, at: int) -> bool:
    """Code lists, posts, levels, goals and outlines; tells whether anything that is versioned changed."""
    for item in pack.code_list:
        fields = {"parent_code": item.parent, "names": dict(item.names), "order": item.order}
        tables.CodeItem.objects.update_or_create(dimension=item.dimension, code=item.code, defaults=fields)
    for post in pack.posts:
        Post.objects.update_or_create(code=post.code, defaults={"names": dict(post.names)})
    for code, names in pack.description.levels.items():
        tables.LevelName.objects.update_or_create(code=code, defaults={"names": dict(names)})
    goals = [Goal(code=goal["code"], content=goal, shown_from=at) for goal in pack.goals]
    codes = [goal.code for goal in goals]
    changed = succeed(Goal, goals, at, within={"code__in": codes})
    return _record_shapes(pack, at) | changed


def _record_shapes(pack: Pack, at: int) -> bool:
    ids = dict(tables.Subject.objects.values_list("code", "pk"))
    rows = [
        tables.Shape(
            subject_id=ids[code], geometry=geometry, projection=pack.description.projection, shown_from=at
        )
        for code, geometry in pack.shapes.items()
        if code in ids
    ]
    within = {"subject_id__in": [row.subject_id for row in rows]}
    return succeed(tables.Shape, rows, at, within=within)
