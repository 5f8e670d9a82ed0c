"""Guard what was done with deviations and decisions, and in meetings."""

from django.db import migrations

from styrbord.store.steering.kept import statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on steps of deviations and meetings and on versions of decisions."""

    dependencies = [("steering", "0011_deliberating"), ("facts", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
