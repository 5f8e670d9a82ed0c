"""Which facts does this installation remember about itself?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from styrbord.store.ledger.models import Setting
from styrbord.store.ledger.settings import content_of, contents_under

ROOT = "root-subject"
IS_INVENTED = "is-invented"
SOURCE = "source:"
_read: "ContextVar[_Read | None]" = ContextVar("read", default=None)


def setting(name: str) -> Any:
    """Content of a setting; None when it was never kept."""
    read = _read.get()
    if read is None or not (read.only is None or name in read.only):
        return content_of(name)
    if name not in read.found:
        read.found[name] = content_of(name)
    return read.found[name]


@dataclass(frozen=True, slots=True)
class _Read:
    """Settings that were read, and which of them need not be read again; None is all."""

    only: frozenset[str] | None
    found: dict[str, Any] = field(default_factory=dict)


@contextmanager
def read_once(only: frozenset[str] | None = None) -> Iterator[None]:
    """Read each setting, or some of them, once within, until one is changed here."""
    around = _read.get()
    if around is not None and (around.only is None or (only is not None and only <= around.only)):
        yield
        return
    token = _read.set(_Read(only))
    try:
        yield
    finally:
        _read.reset(token)


def settings_under(start: str) -> dict[str, Any]:
    """Contents of the settings whose names begin alike, by name."""
    return contents_under(start)


def keep(name: str, content: Any) -> None:
    """Keep a setting inside the caller's transaction."""
    _read.set(None)
    Setting.objects.update_or_create(pk=name, defaults={"content": content})
