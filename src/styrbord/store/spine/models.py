"""Where are subjects, indicators, memberships and editions kept?

Rows with `shown_from` and `shown_to` are versions on the release clock (half-open, ms since 1970);
`valid_from` and `valid_to` say when the content holds in the world (inclusive dates, null = open).
"""

from django.db import models

from styrbord.store.clock import FOREVER


class Shown(models.Model):
    """A version that is shown during a half-open interval of the release clock."""

    shown_from = models.BigIntegerField()
    shown_to = models.BigIntegerField(default=FOREVER)

    class Meta:
        """No table of its own."""

        abstract = True


class Dated(Shown):
    """A shown version whose content holds between two dates."""

    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        """No table of its own."""

        abstract = True


class Change(models.Model):
    """A moment of the release clock at which names, definitions or memberships change."""

    at = models.BigIntegerField()
    token = models.CharField(max_length=32, help_text="random; tells caches of other processes apart")


class Subject(models.Model):
    """Identity of a subject."""

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)


class SubjectVersion(Dated):
    """Names and level of a subject; sort keys put names in order where the database cannot."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="versions")
    level = models.CharField(max_length=40, blank=True)
    names = models.JSONField(default=dict)


class Membership(Dated):
    """Dated parent link in one hierarchy."""

    hierarchy = models.CharField(max_length=64)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    counts = models.BooleanField(default=True)


class Closure(Dated):
    """Every ancestor of every subject, with the dates and releases of the whole path."""

    hierarchy = models.CharField(max_length=64)
    ancestor = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    descendant = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    depth = models.SmallIntegerField()

    class Meta:
        """A subtree is read by ancestor."""

        indexes = [models.Index(fields=["ancestor", "hierarchy", "descendant"], name="closure_subtree")]


class TypeName(Shown):
    """A class of subjects that comparisons stay within, or a declared peer group."""

    code = models.CharField(max_length=64)
    names = models.JSONField(default=dict)
    order = models.IntegerField(default=0)


class LevelName(models.Model):
    """Words for a level of the tree, such as municipality."""

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)


class TypeMembership(Dated):
    """Dated type of a subject."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=64)


class PeerGroup(Dated):
    """One member of a declared set of similar subjects, with the method that found it."""

    code = models.CharField(max_length=64)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=200, blank=True)


class Succession(Shown):
    """Part of a predecessor that goes to a successor from a date."""

    kind = models.CharField(max_length=16)
    on = models.DateField()
    predecessor = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField(default=1.0)


class CodeItem(models.Model):
    """One code of a breakdown dimension; a parent's parts sum to it."""

    dimension = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    parent_code = models.CharField(max_length=64, blank=True)
    names = models.JSONField(default=dict)
    order = models.IntegerField(default=0)

    class Meta:
        """A code stands once in its dimension."""

        constraints = [models.UniqueConstraint(fields=["dimension", "code"], name="codeitem_once")]


class Breakdown(models.Model):
    """Canonical text of a set of (dimension, code); row 1 is the total."""

    text = models.CharField(max_length=300, unique=True)


class Dataset(models.Model):
    """Indicators that one body releases on one calendar."""

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)
    body = models.JSONField(default=dict)
    mode = models.CharField(max_length=16, default="rolling")
    licence = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=400, blank=True)


class Indicator(models.Model):
    """Identity of an indicator."""

    code = models.CharField(max_length=64, unique=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="indicators")


class IndicatorVersion(Shown):
    """A definition, kept whole, as it was released."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    definition = models.JSONField()


class Edition(models.Model):
    """One release of one dataset; numbers in it never change."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="editions")
    vintage = models.BigIntegerField(help_text="when the source said it")
    vintage_label = models.CharField(max_length=40)
    recorded_at = models.BigIntegerField()
    released_at = models.BigIntegerField(db_index=True)
    withdrawn_at = models.BigIntegerField(null=True)
    source = models.CharField(max_length=400, blank=True)
    observations = models.IntegerField(default=0)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.JSONField(default=dict, help_text="why it corrects or was withdrawn, by language; public")


class PreRelease(models.Model):
    """A post that may see an edition before its moment, and why; ended by a moment."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pre_releases")
    post = models.CharField(max_length=80)
    reason = models.CharField(max_length=400)
    given_at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    ended_at = models.BigIntegerField(null=True)


class Suppression(models.Model):
    """A cell that an audience is not shown, decided once when its edition was released.

    `audience` is the widest access class that is refused: `open` hides it from whoever sees only open
    numbers, `internal` also from those who see internal ones. Rows are only ever added.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="suppressions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    breakdown = models.ForeignKey(Breakdown, on_delete=models.PROTECT, related_name="+")
    frequency = models.SmallIntegerField()
    period = models.IntegerField()
    audience = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, help_text="primary or secondary")
    rule = models.CharField(max_length=40, blank=True)

    class Meta:
        """Cells are looked up by their key."""

        indexes = [
            models.Index(fields=["indicator", "subject", "frequency", "period"], name="suppression_key")
        ]


class Sharing(Shown):
    """An agreement: subjects of one subtree let posts of another see indicators up to a class."""

    code = models.CharField(max_length=64)
    giver = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    hierarchy = models.CharField(max_length=64)
    access = models.CharField(max_length=16)
    indicators = models.JSONField(default=list, help_text="codes; none is all up to the class")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=400, help_text="the agreement's document; can be erased")
    by = models.CharField(max_length=80)


class SourceFile(models.Model):
    """A file that observations were read from.

    Where it has places (cells of sheets, say), the line of an observation is the number of one.
    """

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    places = models.JSONField(default=list, help_text="forms of the places that were read; none for lines")
    places_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        """The same content under the same name, read at the same places, is the same file."""

        constraints = [
            models.UniqueConstraint(fields=["name", "sha256", "places_sha256"], name="sourcefile_once")
        ]


class Shape(Dated):
    """Outline of a subject; `projection` is plane or geographic."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    projection = models.CharField(max_length=16, default="geographic")
    geometry = models.JSONField()
