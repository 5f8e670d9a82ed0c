"""Keep rules for kinds of programmes and applications to funds, and let nobody change them."""

import django.db.models.deletion
from django.db import migrations, models

from styrbord.store.investments.guards import later_statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in later_statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('investments', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=64)),
                ('kinds', models.JSONField(default=list, help_text='codes of programmes or of their kinds; * is everything')),
                ('scope', models.CharField(default='both', help_text='joint, internal or both', max_length=8)),
                ('needs_result', models.BooleanField(default=True)),
                ('needs_release', models.BooleanField(default=True)),
                ('is_balanced', models.BooleanField(default=True)),
                ('valid_from', models.DateField()),
                ('document', models.CharField(max_length=120)),
                ('at', models.BigIntegerField()),
                ('by', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='ProgrammeKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(db_index=True, max_length=64)),
                ('kind', models.CharField(max_length=64)),
                ('at', models.BigIntegerField()),
                ('by', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='FundApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=24, unique=True)),
                ('money', models.DecimalField(decimal_places=4, max_digits=22)),
                ('shares', models.JSONField(default=dict)),
                ('document', models.CharField(blank=True, max_length=120)),
                ('at', models.BigIntegerField()),
                ('by', models.CharField(max_length=80)),
                ('person', models.CharField(blank=True, max_length=24)),
                ('fund', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='investments.fund')),
                ('investment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='investments.investment')),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
