"""Make the table of seals, and let the database refuse to change them or to empty the ledger."""

from django.db import migrations, models

from styrbord.store.ledger.guards import statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.BigIntegerField(help_text="moment of the sealing, ms since 1970 UTC")),
                ("first", models.BigIntegerField(help_text="number of the first event of the batch")),
                ("last", models.BigIntegerField(help_text="number of the last one")),
                ("links", models.BinaryField(help_text="number and hash of each event, 40 bytes each")),
                ("root", models.CharField(help_text="of the Merkle tree over the batch", max_length=64)),
                ("digest", models.CharField(help_text="hash of the last event: the head", max_length=64)),
                ("previous", models.CharField(help_text="head of the seal before", max_length=64)),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
