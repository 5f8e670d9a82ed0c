"""Which facts does this installation remember about itself?"""

from typing import Any

from styrbord.store.ledger.models import Setting

ROOT = "root-subject"
IS_INVENTED = "is-invented"


def setting(name: str) -> Any:
    """Content of a setting; None when it was never kept."""
    row = Setting.objects.filter(pk=name).first()
    return row.content if row else None


def keep(name: str, content: Any) -> None:
    """Keep a setting inside the caller's transaction."""
    Setting.objects.update_or_create(pk=name, defaults={"content": content})
