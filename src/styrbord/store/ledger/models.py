"""What happened, who did it, for whom, and why?"""

from django.db import models


class Event(models.Model):
    """One past-tense event; rows are only ever added (the database refuses changes)."""

    at = models.BigIntegerField(help_text="moment of the work, ms since 1970 UTC")
    actor = models.CharField(max_length=80, help_text="code of a post, or of the program's part")
    verb = models.CharField(max_length=60, help_text="noun.past-tense, such as pack.loaded")
    about = models.CharField(max_length=120, db_index=True)
    data = models.JSONField(default=dict)
    idempotency_key = models.CharField(max_length=120, null=True, unique=True)
    rules_version = models.CharField(max_length=20, default="1")


class Setting(models.Model):
    """One fact about this installation, such as its root subject or the shift of its clock."""

    name = models.CharField(max_length=60, primary_key=True)
    content = models.JSONField()


class Seal(models.Model):
    """A sealed batch of events; rows are only ever added. Hashes are hexadecimal."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.BigIntegerField(help_text="moment of the sealing, ms since 1970 UTC")
    first = models.BigIntegerField(help_text="number of the first event of the batch")
    last = models.BigIntegerField(help_text="number of the last one")
    links = models.BinaryField(help_text="number and hash of each event, 40 bytes each")
    root = models.CharField(max_length=64, help_text="of the Merkle tree over the batch")
    digest = models.CharField(max_length=64, help_text="hash of the last event: the head")
    previous = models.CharField(max_length=64, help_text="head of the seal before")
