"""Which facts does this installation remember about itself?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from styrbord.store.ledger.models import Setting
from styrbord.store.ledger.settings import content_of, contents_under

ROOT = "root-subject"
IS_INVENTED = "is-invented"
SOURCE = "source:"
_read: "ContextVar[dict[str, Any] | None]" = ContextVar("read", default=None)


def setting(name: str) -> Any:
    """Content of a setting; None when it was never kept."""
    read = _read.get()
    if read is None:
        return content_of(name)
    if name not in read:
        read[name] = content_of(name)
    return read[name]


@contextmanager
def read_once() -> Iterator[None]:
    """Read each setting once within; for what reads only, never around a change of settings."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def settings_under(start: str) -> dict[str, Any]:
    """Contents of the settings whose names begin alike, by name."""
    return contents_under(start)


def keep(name: str, content: Any) -> None:
    """Keep a setting inside the caller's transaction."""
    Setting.objects.update_or_create(pk=name, defaults={"content": content})
