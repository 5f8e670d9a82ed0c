"""Where are forms, submissions and uploaded files kept?

Moments are ms since 1970 UTC. Progress of a reading is written often: the bytes of a file and of its
results stand in tables of their own.
"""

from django.db import models

from styrbord.store.spine.models import Edition, Shown, Subject


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


class Form(models.Model):
    """Identity of a form."""

    code = models.CharField(max_length=64, unique=True)


class FormVersion(Shown):
    """A form as it was published, kept as its text; versions follow each other on the release clock."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField(default=1)
    text = models.TextField(help_text="TOML, as core.collection.forms.text writes it")
    by = models.CharField(max_length=80)


class Submission(models.Model):
    """What a subject hands in for a form and period; a correction is a further one with a higher number.

    `state` is written in the same transaction as the event that tells it; `revision` counts every change,
    and a change that names an older one is refused. `package` is the number of the newest package.
    """

    token = models.CharField(max_length=32, unique=True, help_text="random; names it in addresses")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="submissions")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    number = models.IntegerField(default=0, help_text="0, or 1 and on for corrections")
    state = models.CharField(max_length=16, default="draft", db_index=True)
    revision = models.IntegerField(default=0)
    package = models.IntegerField(default=0)
    approvals = models.IntegerField(default=0, help_text="levels that have approved the newest package")
    released_at = models.BigIntegerField(null=True, help_text="moment set when scheduled, ms since 1970 UTC")
    changed_at = models.BigIntegerField()

    class Meta:
        """One line of corrections for each form, subject and period."""

        constraints = [
            models.UniqueConstraint(fields=["form", "subject", "period", "number"], name="submission_once")
        ]


class Package(models.Model):
    """The cells of a submission as they were saved or handed in; rows are only ever added.

    Once, their words can be erased: `sha256` stays that of what was handed in.
    Editions that a release made of it stand in `PackageEdition`.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="packages")
    number = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.JSONField(help_text="core.collection.packages.plain")
    places = models.JSONField(
        default=dict, help_text="sheet and cell by 'indicator|breakdown', when from a file"
    )
    is_handed_in = models.BooleanField(default=False)
    channel = models.CharField(max_length=16, help_text="page, workbook or api")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="code of the post")
    person = models.CharField(max_length=24, blank=True, help_text="pseudonymous key")
    bare_sha256 = models.CharField(
        max_length=64, null=True, help_text="of what is left, once words were erased; written once"
    )

    class Meta:
        """Numbered within the submission."""

        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="package_once")]


class PackageEdition(models.Model):
    """An edition that holds the numbers of a package."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="editions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")


class Step(models.Model):
    """One move of a submission as lists show it; the event is the record. Rows are only ever added."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="steps")
    package = models.IntegerField()
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, help_text="after the move")
    level = models.CharField(max_length=40, blank=True, help_text="level of the tree that approved")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)


class Remark(models.Model):
    """Words of a person about a step, and about single cells; can be erased, the event has a hash only.

    `public` is the reason of a correction or withdrawal, as everyone may read it.
    """

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="remark")
    words = models.TextField(blank=True)
    cells = models.JSONField(default=dict, help_text="words by 'indicator|breakdown'")
    public = models.JSONField(default=dict, help_text="words for everyone, by language")


class Notice(models.Model):
    """Something that a post is told once: a reminder, an escalation, a return, a failed source."""

    key = models.CharField(max_length=200, unique=True, help_text="what it is about; told once")
    post = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True, help_text="path on the site, without language")
    at = models.BigIntegerField()
    read_at = models.BigIntegerField(null=True)
    mailed_at = models.BigIntegerField(null=True)


class DataRequest(models.Model):
    """An indicator that is missing: wanted, found, mapped, live or dropped."""

    token = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    state = models.CharField(max_length=16, default="wanted")
    seeker = models.CharField(max_length=80, blank=True, help_text="code of the post that looks for it")
    found = models.TextField(blank=True, help_text="where a source was found")
    indicator = models.CharField(max_length=64, blank=True, help_text="code of the indicator it became")
    by = models.CharField(max_length=80)
    made_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    revision = models.IntegerField(default=0)
