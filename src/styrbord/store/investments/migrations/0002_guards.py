"""Let the database itself refuse to change what was planned, approved, said or paid."""

from django.db import migrations

from styrbord.store.investments.guards import statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("investments", "0001_initial"), ("steering", "0014_ratings")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
