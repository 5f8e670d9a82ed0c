"""Guard what was handed in, done and published; keep the words of a reason that everyone may read."""

from django.db import migrations, models

from styrbord.store.collection.guards import statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on packages, steps, their editions and versions of forms."""

    dependencies = [("collection", "0003_submissions"), ("facts", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="remark",
            name="public",
            field=models.JSONField(default=dict, help_text="words for everyone, by language"),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
