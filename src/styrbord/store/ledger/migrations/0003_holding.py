"""Let a role seal the ledger that may not change it: on PostgreSQL a lock asks for the right to change."""

from django.db import migrations

from styrbord.store.ledger.guards import HOLDING


def make(apps, schema_editor):
    """Make the function that holds new events back, run as the owner of the table."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(HOLDING)


def drop(apps, schema_editor):
    """Take it away."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION styrbord_hold_ledger()")


class Migration(migrations.Migration):

    dependencies = [("ledger", "0002_seal")]

    operations = [migrations.RunPython(make, drop)]
