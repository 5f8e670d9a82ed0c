"""Make the table of observations and the guards of the append-only tables."""

from django.db import migrations

from styrbord.store.facts.schema import statements


def make(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    """The table of observations."""

    dependencies = [("spine", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
