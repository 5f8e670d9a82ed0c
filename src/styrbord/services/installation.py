"""Which facts does this installation remember about itself?"""

from typing import Any

from styrbord.store.ledger.models import Setting
from styrbord.store.ledger.settings import content_of, contents_under

ROOT = "root-subject"
IS_INVENTED = "is-invented"
SOURCE = "source:"


def setting(name: str) -> Any:
    """Content of a setting; None when it was never kept."""
    return content_of(name)


def settings_under(start: str) -> dict[str, Any]:
    """Contents of the settings whose names begin alike, by name."""
    return contents_under(start)


def keep(name: str, content: Any) -> None:
    """Keep a setting inside the caller's transaction."""
    Setting.objects.update_or_create(pk=name, defaults={"content": content})
