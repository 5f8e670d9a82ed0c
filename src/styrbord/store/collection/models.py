"""Where are uploaded files kept, and what was read from them?

Progress is written often: the bytes of a file and of its results stand in tables of their own.
"""

from django.db import models


class Upload(models.Model):
    """One uploaded file on its way to an edition; moments are ms since 1970 UTC."""

    token = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=300)
    size = models.BigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    post = models.CharField(max_length=80, help_text="code of the post that uploaded it")
    uploaded_at = models.BigIntegerField(db_index=True)
    sheet = models.CharField(max_length=100, blank=True, help_text="the only sheet to be read, if not all")
    layout = models.TextField(blank=True, help_text="the layout as a person has corrected it")
    status = models.CharField(max_length=16, default="waiting")
    run = models.CharField(
        max_length=32, blank=True, help_text="random; a reading that was left says no more"
    )
    beat_at = models.BigIntegerField(default=0, help_text="last sign of life of the reading")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    stage = models.CharField(max_length=40, blank=True)
    problems = models.JSONField(default=list, help_text="why the file was refused: code, place, params")
    ended_at = models.BigIntegerField(null=True, help_text="when it was loaded")


class UploadedFile(models.Model):
    """The bytes of an uploaded file, as they came."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()


class Result(models.Model):
    """The files that a reading wrote, in one archive."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="result")
    archive = models.BinaryField()
