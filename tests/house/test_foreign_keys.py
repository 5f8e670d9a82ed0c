"""Do foreign keys between the stores point down only?"""

from django.apps import apps
from django.db.models import Field, Model

STORES = "styrbord.store."
HEIGHT = {
    "ledger": 0,
    "jobs": 0,
    "spine": 1,
    "facts": 2,
    "people": 3,
    "collection": 4,
    "steering": 5,
    "investments": 6,
    "participation": 6,
}
KEYLESS = ("ledger", "jobs")


def store_of(model: type[Model]) -> str | None:
    """Store that a model belongs to."""
    name = model.__module__
    return name.removeprefix(STORES).split(".")[0] if name.startswith(STORES) else None


def keys() -> list[tuple[str, str, str]]:
    """Each foreign key between two stores: from where, to where, and its name."""
    fields: list[Field] = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model and not field.auto_created
    ]
    found = [(store_of(field.model), store_of(field.related_model), str(field)) for field in fields]
    return [
        (source, target, name) for source, target, name in found if source and target and source != target
    ]


def test_every_store_has_its_height() -> None:
    stores = {store for model in apps.get_models() if (store := store_of(model))}
    assert stores <= set(HEIGHT)


def test_foreign_keys_point_down_only() -> None:
    assert [name for source, target, name in keys() if HEIGHT[source] <= HEIGHT[target]] == []


def test_ledger_and_jobs_hold_codes_and_no_keys() -> None:
    assert [name for source, _, name in keys() if source in KEYLESS] == []
