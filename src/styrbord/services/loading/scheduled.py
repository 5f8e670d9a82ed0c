"""What becomes of a load that a timer begins: who is told when it fails, and what do its tiles say?

A source is known by a name. Which datasets it feeds is learnt from its good loads; a failure before the
first good one is told of those that are named with the load.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock, installation
from styrbord.services.loading.load import Loaded
from styrbord.services.notices import notify
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as tables
from styrbord.store.spine.register import record_change, register_at

define(
    "source.bad-name",
    "'{name}' cannot be the name of a source.",
    "Use up to {most} letters, digits, dots, hyphens and underscores, such as jobs-monthly.",
)
ACTOR = "sources"
LONGEST = 40
UNEXPECTED = "server.failed"


def load_scheduled(
    name: str,
    load: Callable[[], Loaded],
    *,
    datasets: Sequence[str] = (),
    now: datetime | None = None,
) -> Loaded:
    """Load as a timer asks; a failure is kept, told to the owners, and shown beside the old values.

    Raises
    ------
    Refused
        As the load does, or `source.bad-name` if the name is no code.
    Exception
        Whatever else the load ends with.
    """
    if not is_code(name) or len(name) > LONGEST:
        raise Refused(Problem("source.bad-name", name, {"name": name, "most": LONGEST}))
    try:
        result = load()
    except Refused as refused:
        _fail(name, sorted({one.code for one in refused.problems if one.is_error}), datasets, now)
        raise
    except Exception:
        _fail(name, [UNEXPECTED], datasets, now)
        raise
    _succeed(name, {*datasets, *result.datasets}, now)
    return result


def _fail(name: str, codes: Sequence[str], datasets: Sequence[str], now: datetime | None) -> None:
    now = now or clock.now()
    with work(ACTOR, now) as piece:
        kept = _kept(name)
        known = sorted({*kept.get("datasets", ()), *datasets})
        since = kept.get("failing_since") or to_ms(now)
        failing = {"datasets": known, "failing_since": since, "failed_at": to_ms(now)}
        installation.keep(installation.SOURCE + name, failing)
        piece.tell("source.failed", name, {"datasets": known, "problems": list(codes)})
        _tell(piece, name, known, since)
        _show_anew(now)


def _succeed(name: str, datasets: set[str], now: datetime | None) -> None:
    kept = _kept(name)
    known = sorted({*kept.get("datasets", ()), *datasets})
    is_mended = bool(kept.get("failed_at"))
    if known == kept.get("datasets") and not is_mended:
        return
    now = now or clock.now()
    with work(ACTOR, now) as piece:
        installation.keep(installation.SOURCE + name, {"datasets": known})
        piece.tell("source.recovered" if is_mended else "source.known", name, {"datasets": known})
        if is_mended:
            _show_anew(now)


def _kept(name: str) -> Mapping[str, Any]:
    return installation.setting(installation.SOURCE + name) or {}


def _tell(piece: Work, name: str, datasets: Sequence[str], since: int) -> None:
    """Tell each owner of the datasets' indicators, once for each time that a source stops working."""
    fed: dict[str, list[str]] = {}
    for code, one in sorted(register_at(to_ms(piece.at)).indicators().items()):
        if one.owner and one.dataset in datasets:
            fed.setdefault(one.owner, []).append(code)
    for owner, codes in fed.items():
        notify(
            f"source.failed:{name}:{since}:{owner}",
            owner,
            "source.failed",
            at=piece.at,
            address=f"/indicators/{codes[0]}/",
            params={"source": name, "indicator": codes[0], "indicators": len(codes)},
        )


def _show_anew(now: datetime) -> None:
    """Let no process go on with tiles that it remembers; an empty board has none."""
    if tables.Change.objects.exists():
        record_change([to_ms(now)])
