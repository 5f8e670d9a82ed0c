"""Where are methods of ratings, their runs, places, assessments and appeals kept?

The database itself refuses to change what was approved, computed or published
(`store/steering/rating_guards.py`).
"""

from django.db import models

from styrbord.store.spine.models import Subject


class RatingMethod(models.Model):
    """Identity of a method; what it says stands in its versions."""

    code = models.CharField(max_length=64, unique=True)


class RatingVersion(models.Model):
    """One version of a method; its text changes only while it is a draft.

    `scope` says who is rated: level, subtree, hierarchy, types and subjects.
    """

    method = models.ForeignKey(RatingMethod, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    state = models.CharField(max_length=16, default="draft", help_text="draft, approved or withdrawn")
    revision = models.IntegerField(default=1, help_text="counts up with every step")
    text = models.TextField(help_text="canonical JSON")
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the canonical JSON without calendar")
    scope = models.JSONField(default=dict)
    template = models.CharField(max_length=64, blank=True, help_text="shipped method that it began as")
    drafted_by = models.CharField(max_length=80)
    drafters = models.JSONField(default=list, help_text="keys of the persons who wrote it")
    drafted_at = models.BigIntegerField(help_text="ms since 1970 UTC")
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.BigIntegerField(null=True)
    withdrawn_at = models.BigIntegerField(null=True)

    class Meta:
        """Versions are counted; a method has one draft at a time."""

        constraints = (
            models.UniqueConstraint("method", "number", name="one_rating_version"),
            models.UniqueConstraint("method", condition=models.Q(state="draft"), name="one_rating_draft"),
        )


class RatingDay(models.Model):
    """Day on which the rating of a period is to be published; the newest row of a period counts."""

    method = models.ForeignKey(RatingMethod, on_delete=models.PROTECT, related_name="days")
    period = models.CharField(max_length=20)
    due_on = models.DateField(db_index=True)
    at = models.BigIntegerField(help_text="when it was said, ms since 1970 UTC")
    by = models.CharField(max_length=80)


class RatingRun(models.Model):
    """A rating as it was computed at one moment; nothing that was computed is ever changed.

    `manifest` holds hashes of method and inputs, editions by number, seed, versions of the program's parts,
    periods of the frame, tables (groups) and warnings.
    """

    token = models.CharField(max_length=24, unique=True)
    question = models.CharField(max_length=64, unique=True, help_text="hash of method, scope and inputs")
    version = models.ForeignKey(RatingVersion, on_delete=models.PROTECT, related_name="runs")
    period = models.CharField(max_length=20, help_text="the one that is rated; the last of the frame")
    at = models.BigIntegerField(help_text="moment as of which the numbers were read, ms since 1970 UTC")
    access = models.CharField(max_length=16, help_text="strictest class of its indicators when it was made")
    state = models.CharField(max_length=16, default="made", db_index=True)
    revision = models.IntegerField(default=1)
    asked_by = models.CharField(max_length=80)
    asked_person = models.CharField(max_length=24, blank=True)
    manifest = models.JSONField(default=dict)
    result_hash = models.CharField(max_length=64, help_text="SHA-256 of all scores, places and chances")
    approved_by = models.CharField(max_length=80, blank=True)
    approved_person = models.CharField(max_length=24, blank=True)
    approved_at = models.BigIntegerField(null=True)
    published_by = models.CharField(max_length=80, blank=True)
    published_at = models.BigIntegerField(null=True)
    ended_at = models.BigIntegerField(null=True, help_text="when it was withdrawn or succeeded")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")

    class Meta:
        """Asked for by method and period; a period has one published rating at a time."""

        indexes = (models.Index(fields=["version", "period"], name="rating_run_of_period"),)


class RatingPlace(models.Model):
    """What a run found for a subject in a period; arrays are by code of the node.

    `scores`, `ranks` and `weights` have one entry a node (None where there is none); `chances` one a class.
    Columns of doubt are empty in earlier periods of the frame.
    """

    run = models.ForeignKey(RatingRun, on_delete=models.PROTECT, related_name="places")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    group = models.CharField(max_length=64, blank=True)
    scores = models.JSONField(default=dict)
    ranks = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    facts = models.JSONField(default=dict, help_text="by indicator: value, edition, whether it was filled")
    place = models.IntegerField(null=True)
    of = models.IntegerField(default=0, help_text="how many have a place in the table")
    low = models.FloatField(null=True, help_text="5 % of recalculated places")
    median = models.FloatField(null=True)
    high = models.FloatField(null=True, help_text="95 %")
    kind = models.CharField(max_length=32, blank=True, help_text="class by the method's cuts")
    chances = models.JSONField(default=dict)
    verdict = models.CharField(max_length=32, blank=True, help_text="class, or borderline")
    is_robust = models.BooleanField(null=True, help_text="same class under weights 10 % up or down")
    tied = models.CharField(max_length=16, blank=True, help_text="places it shares with others, as 4-7")
    imputed_share = models.FloatField(default=0.0)

    class Meta:
        """A run says one thing of a subject in a period."""

        constraints = (models.UniqueConstraint("run", "subject", "period", name="one_rating_place"),)
        indexes = (models.Index(fields=["subject", "run"], name="rating_places_of_subject"),)


class RatingAssessment(models.Model):
    """How a subject's criteria were assessed by people: by itself, from outside, or by its owner.

    `marks` are numbers from 0 to 100 by node; the owner's rating is one class. The newest row of a kind
    counts, earlier ones stay.
    """

    method = models.ForeignKey(RatingMethod, on_delete=models.PROTECT, related_name="assessments")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, help_text="self, outside or owner")
    marks = models.JSONField(default=dict)
    band = models.CharField(max_length=32, blank=True, help_text="class that the owner gives")
    at = models.BigIntegerField(help_text="ms since 1970 UTC")
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)

    class Meta:
        """Asked for by subject."""

        indexes = (models.Index(fields=["method", "subject", "period"], name="assessments_of_subject"),)


class RatingAppeal(models.Model):
    """That a subject contests its grade; the grade is not published until it is answered."""

    token = models.CharField(max_length=24, unique=True)
    run = models.ForeignKey(RatingRun, on_delete=models.PROTECT, related_name="appeals")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="open", help_text="open, upheld or rejected")
    revision = models.IntegerField(default=1)
    made_at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        """One open appeal at a time."""

        constraints = (
            models.UniqueConstraint(
                "run", "subject", condition=models.Q(state="open"), name="one_open_rating_appeal"
            ),
        )


class RatingStep(models.Model):
    """What somebody did with a version, run, assessment or appeal: codes only; never changed or deleted."""

    about_kind = models.CharField(max_length=16, help_text="version, run, assessment or appeal")
    about = models.BigIntegerField(help_text="number of its row")
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, help_text="state after it")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="post that acted, or a part of the program")
    person = models.CharField(max_length=24, blank=True)

    class Meta:
        """Asked for by what they are about."""

        indexes = (models.Index(fields=["about_kind", "about"], name="rating_steps_about"),)


class RatingWords(models.Model):
    """Words that were said with a step: reasons, remarks, answers. Can be erased."""

    step = models.OneToOneField(RatingStep, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()
