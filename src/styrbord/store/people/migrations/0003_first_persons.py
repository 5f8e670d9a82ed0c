"""Guard the rows of rights, and let those who signed in before hold the posts that they signed in for."""

import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.db import migrations

from styrbord.store.people.guards import statements


def guard(apps, schema_editor):
    """Run the statements of this database's kind."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


def take_over(apps, schema_editor):
    """Make a person of each user; editors keep what they could do."""
    tables = {name: apps.get_model("people", name) for name in ("Post", "Person", "Holding", "Grant")}
    for user in apps.get_model("auth", "User").objects.filter(is_active=True):
        if len(user.username) > 64:
            continue
        post, _ = tables["Post"].objects.get_or_create(code=user.username)
        person = tables["Person"].objects.create(key=f"p-{secrets.token_hex(6)}", user_id=user.pk)
        now = datetime.now(UTC)
        said = {
            "valid_from": user.date_joined.date(),
            "recorded_at": int(now.timestamp() * 1000),
            "by": "operator",
        }
        tables["Holding"].objects.create(person=person, post=post, **said)
        if user.is_staff:
            tables["Grant"].objects.create(post=post, role="editor", basis="sign-in-link --editor", **said)


class Migration(migrations.Migration):
    """Rights of those who were there before."""

    dependencies = [
        ("people", "0002_posts_and_rights"),
        ("facts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
