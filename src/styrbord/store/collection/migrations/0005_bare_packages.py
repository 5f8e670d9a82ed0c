"""Let texts and notes of a package be erased once; keys, values and the hash of what was handed in stay."""

from django.db import migrations, models

from styrbord.store.collection.guards import bare_statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in bare_statements(schema_editor.connection.vendor):
            cursor.execute(statement)


def unguard(apps, schema_editor):
    """Take away the guard that reads the column, before the column goes."""
    table = " ON collection_package" if schema_editor.connection.vendor == "postgresql" else ""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER package_bare{table}")


class Migration(migrations.Migration):
    """The hash of what is left of a package, and a guard that lets it be written once."""

    dependencies = [("collection", "0004_guards")]
    operations = [
        migrations.AddField(
            model_name="package",
            name="bare_sha256",
            field=models.CharField(
                max_length=64, null=True, help_text="of what is left, once words were erased; written once"
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
