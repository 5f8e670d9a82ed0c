"""How is a rating computed from pinned numbers, kept, and computed again?

A run is never computed anew in its place: what a new edition changes is another run.
"""

import hashlib
import json
import platform
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import IntegrityError

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress, silent
from styrbord.core.people.rights import Rights
from styrbord.core.ratings.doubt import Doubt, simulate
from styrbord.core.ratings.explaining.dominance import low_on_all
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.method_text import hash_of
from styrbord.core.ratings.rated import Rated
from styrbord.services import clock
from styrbord.services.ratings.asking import audience, found_for, question
from styrbord.services.ratings.gathering import TYPE, Gathered, mixed
from styrbord.services.ratings.keeping import method_of
from styrbord.services.ratings.notes import Replayed
from styrbord.services.ratings.seeing import AUDIENCE, seen_run
from styrbord.services.ratings.writing import written
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import RatingPlace, RatingRun, RatingVersion

Row = dict[str, Any]


def make(arguments: Mapping[str, Any], progress: Progress = silent) -> str:
    """Token of the run with the numbers of now; the one that is there when there is one.

    Raises
    ------
    Refused
        What the numbers or the method do not allow.
    """
    reading = visible(AUDIENCE[audience(arguments["access"])])
    version = RatingVersion.objects.select_related("method").get(pk=arguments["version"])
    progress(0, 1, "reading")
    found = found_for(reading, version, arguments)
    asked = question(version, arguments, found)
    before = RatingRun.objects.filter(question=asked).values_list("token", flat=True).first()
    if before is not None:
        return str(before)
    seed = arguments["seed"] if arguments["seed"] >= 0 else int(asked[:7], 16)
    doubt = simulate(
        method_of(version),
        found.inputs,
        replicates=arguments["replicates"],
        seed=seed,
        progress=progress,
    )
    rows = list(_places(doubt, found))
    manifest = _manifest(version, found, doubt, arguments, seed)
    return _kept(reading, version, asked, arguments, manifest, rows)


def replay(reading: Reading, rights: Rights, token: str) -> Replayed:
    """Compute a run again from the editions of its moment and compare it to the last bit.

    Raises
    ------
    Refused
        `rating.not-found`, or what the numbers do not allow any more.
    """
    row = seen_run(reading, rights, token)
    then = visible(AUDIENCE[audience(row.access)], as_of=from_ms(row.at))
    said = row.manifest
    arguments = {"period": row.period, "frame": said["frame"], "types": said["types"]}
    found = found_for(then, row.version, arguments)
    doubt = simulate(method_of(row.version), found.inputs, replicates=said["replicates"], seed=said["seed"])
    now = hash_of_places(list(_places(doubt, found)))
    return Replayed(row.token, now == row.result_hash, row.result_hash, now)


def hash_of_places(rows: Sequence[Row]) -> str:
    """Hash that is equal only where every score, place and chance is, to the last bit."""
    told = json.dumps(rows, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _places(doubt: Doubt, found: Gathered) -> Iterator[Row]:
    """What is kept of each rated row; what is doubtful of those of the newest period only."""
    rated = doubt.nominal
    columns, root = rated.method.tree.columns, len(rated.method.tree.columns) - 1
    kinds = found.inputs.groups[TYPE]
    of = _counts(rated)
    doubted = {row: at for at, row in enumerate(doubt.rows.tolist())}
    for row, at in enumerate(rated.rows.tolist()):
        period = rated.periods[row]
        place = rated.ranks[row, root]
        told: Row = {
            "subject": rated.units[row],
            "period": period,
            "group": kinds[at],
            "scores": _by_code(columns, rated.scores[row]),
            "ranks": _by_code(columns, rated.ranks[row]),
            "weights": _by_code(columns, rated.weights[row]),
            "facts": _facts(rated, found, row, at),
            "place": None if np.isnan(place) else int(place),
            "of": of[row],
            "imputed_share": float(np.nan_to_num(rated.imputed_share[row])),
        }
        yield told | (_doubted(doubt, doubted[row]) if row in doubted else {})


def _doubted(doubt: Doubt, row: int) -> Row:
    classes = doubt.nominal.method.bands.classes
    return {
        "low": _known(doubt.low[row]),
        "median": _known(doubt.median[row]),
        "high": _known(doubt.high[row]),
        "kind": doubt.classes[row],
        "chances": {name: _known(share) for name, share in zip(classes, doubt.shares[row], strict=True)},
        "verdict": doubt.verdicts[row],
        "is_robust": bool(doubt.is_robust[row]),
        "tied": doubt.tied[row],
    }


def _facts(rated: Rated, found: Gathered, row: int, at: int) -> Row:
    values, editions = found.inputs.values[at], found.editions[at]
    filled = rated.is_imputed[row]
    return {
        code: {"value": _known(values[k]), "edition": int(editions[k]), "is_filled": bool(filled[k])}
        for k, code in enumerate(found.inputs.indicators)
    }


def _counts(rated: Rated) -> list[int]:
    """For each row, how many have a place in its table."""
    group = rated.method.peers.group if not rated.method.peers.is_common else ""
    kinds = [rated.inputs.groups[group][at] if group else "" for at in rated.rows.tolist()]
    keys = list(zip(rated.periods, kinds, strict=True))
    has = np.isfinite(rated.ranks[:, -1])
    found: dict[tuple[str, str], int] = {}
    for key, is_placed in zip(keys, has.tolist(), strict=True):
        found[key] = found.get(key, 0) + int(is_placed)
    return [found[key] for key in keys]


def _by_code(columns: Sequence[str], values: Numbers) -> dict[str, float | None]:
    return {code: _known(value) for code, value in zip(columns, values, strict=True)}


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _manifest(
    version: RatingVersion, found: Gathered, doubt: Doubt, arguments: Mapping[str, Any], seed: int
) -> Row:
    rated, method = doubt.nominal, method_of(version)
    newest = [row for row, period in enumerate(rated.periods) if period == found.periods[-1]]
    low, unclassed = _lows(rated)
    warnings = [*rated.warnings, *_failures(doubt), *_common(rated, found), *unclassed]
    return {
        "method_hash": hash_of(method),
        "inputs_hash": found.fingerprint,
        "editions": sorted({int(one) for one in np.unique(found.editions) if one}),
        "periods": list(found.periods),
        "frame": arguments["frame"],
        "types": list(arguments["types"]),
        "groups": list(found.types),
        "seed": seed,
        "replicates": arguments["replicates"],
        "failed_share": doubt.failed_share,
        "without": list(found.without),
        "filled": int(rated.is_imputed[newest].sum()),
        "cells": int(rated.is_imputed[newest].size),
        "missing": int(np.isnan(rated.inputs.values[rated.rows[newest]]).sum()),
        "low_on_all": sorted({rated.units[row] for row in low if row in newest}),
        "warnings": [_plain(one) for one in warnings],
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
    }


def _failures(doubt: Doubt) -> Iterator[Problem]:
    """How many recalculations failed in all, with the first reason: each may name another unit and number."""
    if doubt.failures:
        first = doubt.failures[0]
        count = round(doubt.failed_share * doubt.replicates)
        yield Problem(first.code, first.place, {**first.params, "count": count})


def _lows(rated: Rated) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Rows that are low on every criterion; none, and why, where classes do not fit a criterion."""
    try:
        return low_on_all(rated), ()
    except Refused as refused:
        return (), refused.problems


def _common(rated: Rated, found: Gathered) -> list[Problem]:
    """That different types stand in one table, where the method asks for it."""
    is_mixed = rated.method.peers.is_common and len(found.types) > 1
    return [mixed("rating.common-rank", found.types)] if is_mixed else []


def _plain(problem: Problem) -> Row:
    words = {name: str(word) for name, word in problem.params.items()}
    return {"code": problem.code, "place": problem.place, "params": words}


def _kept(
    reading: Reading,
    version: RatingVersion,
    asked: str,
    arguments: Mapping[str, Any],
    manifest: Row,
    rows: Sequence[Row],
) -> str:
    row = RatingRun(
        token=secrets.token_urlsafe(9),
        question=asked,
        version=version,
        period=arguments["period"],
        at=to_ms(reading.now),
        access=arguments["access"],
        asked_by=arguments["by"],
        asked_person=arguments["person"],
        manifest=manifest,
        result_hash=hash_of_places(rows),
    )
    try:
        _write(row, rows)
    except IntegrityError:
        before = RatingRun.objects.filter(question=asked).values_list("token", flat=True).first()
        if before is None:
            raise
        return str(before)
    return row.token


def _write(row: RatingRun, rows: Sequence[Row]) -> None:
    subjects = dict(Subject.objects.values_list("code", "pk"))
    told = {
        "method": f"{row.version.method.code}/{row.version.number}",
        "period": row.period,
        "question": row.question,
        "result": row.result_hash,
    }
    with work("ratings", clock.now()) as piece:
        row.save(force_insert=True)
        places = (RatingPlace(run=row, subject_id=subjects[one["subject"]], **_without(one)) for one in rows)
        RatingPlace.objects.bulk_create(places, batch_size=500)
        by = Actor(row.asked_by, row.asked_person)
        written(piece, row, "make", "made", by=by, key=f"rating {row.question}", told=told)


def _without(row: Row) -> Row:
    return {name: said for name, said in row.items() if name != "subject"}
