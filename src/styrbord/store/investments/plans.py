"""Where are investments kept: what they plan in every version, and where they stand?

The plan is one canonical text per version; the lines, parties, results and tags beside it are read out of the
newest version for lists and totals, and rewritten with it.
"""

from django.db import models

from styrbord.store.investments.fields import Priced, amount
from styrbord.store.spine.models import Subject


class Investment(Priced):
    """An investment: identity, where it stands, and what lists need of its newest plan.

    `asked_by` are the keys of the persons who wrote or proposed what is decided next.
    """

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)
    stage = models.CharField(max_length=16, default="idea", db_index=True)
    paused_in = models.CharField(max_length=16, blank=True)
    revision = models.IntegerField(default=1, help_text="counts up with every change of anything")
    version = models.IntegerField(default=1, help_text="of the plan in force")
    owner = models.CharField(max_length=64, help_text="code of the post that answers for it")
    lead = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, help_text="internal, joint or shared-infrastructure")
    process = models.CharField(max_length=8, help_text="light or full")
    programme = models.CharField(max_length=64, blank=True, db_index=True)
    access = models.CharField(max_length=16, help_text="open, internal or restricted")
    is_strategic = models.BooleanField(default=False)
    is_large = models.BooleanField(default=False)
    cost = amount(null=True, help_text="likely, over all years of the preferred option; null = not known")
    ends_on = models.DateField(null=True)
    terms_version = models.IntegerField(default=1, help_text="of the terms of reference, for opinions")
    owner_light = models.CharField(max_length=8, blank=True, help_text="that of the newest report")
    computed_light = models.CharField(max_length=8, blank=True, help_text="as of the last look")
    computed_on = models.DateField(null=True)
    asked_by = models.JSONField(default=list)
    proposed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    residual = amount(null=True, help_text="said when it was stopped")

    class Meta:
        """Listed by owner, lead and stage."""

        indexes = (
            models.Index(fields=["owner", "stage"], name="investments_of_owner"),
            models.Index(fields=["lead", "stage"], name="investments_of_lead"),
        )


class PlanVersion(models.Model):
    """The whole plan of an investment as it was written once; never changed."""

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    text = models.TextField(help_text="canonical JSON of core.investments.portfolio.plan.Plan")
    text_hash = models.CharField(max_length=64, help_text="SHA-256 of the text")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)
    change = models.CharField(max_length=24, blank=True, help_text="token of the change request, if by one")

    class Meta:
        """Versions are counted."""

        constraints = (models.UniqueConstraint("investment", "number", name="one_plan_version"),)


class PlanLine(Priced):
    """A cost or benefit line of the newest plan; `code` is unique within the investment.

    `likely` of a benefit line is its likely worth over all years, null when it is not priced or not known.
    """

    investment = models.ForeignKey(Investment, on_delete=models.CASCADE, related_name="lines")
    option = models.CharField(max_length=64)
    is_preferred = models.BooleanField()
    side = models.CharField(max_length=8, help_text="cost or benefit")
    code = models.CharField(max_length=64)
    bearer = models.CharField(max_length=64, help_text="code of a body, or of a group outside")
    year = models.IntegerField(null=True)
    likely = amount(null=True)
    kind = models.CharField(max_length=32, help_text="capital or operating; class of a benefit")
    result = models.CharField(max_length=64, blank=True)
    envelope = models.CharField(max_length=64, blank=True)
    pool = models.CharField(max_length=64, blank=True)
    tower = models.CharField(max_length=64, blank=True)
    system = models.CharField(max_length=64, blank=True)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        """A code stands once in an investment; totals by bearer and year."""

        constraints = (models.UniqueConstraint("investment", "code", name="one_plan_line"),)
        indexes = (models.Index(fields=["bearer", "side"], name="plan_lines_of_bearer"),)


class PlanParty(models.Model):
    """A body that takes part in the newest plan, one row for each role."""

    investment = models.ForeignKey(Investment, on_delete=models.CASCADE, related_name="parties")
    body = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, blank=True, help_text="blank = takes part without a role")

    class Meta:
        """A body has a role once."""

        constraints = (models.UniqueConstraint("investment", "body", "role", name="one_plan_party"),)


class PlanTag(models.Model):
    """A goal, shared component, need or condition that the newest plan names."""

    investment = models.ForeignKey(Investment, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=16, help_text="goal, component or need")
    code = models.CharField(max_length=64)

    class Meta:
        """Found by what it names."""

        constraints = (models.UniqueConstraint("kind", "code", "investment", name="one_plan_tag"),)


class PlanResult(models.Model):
    """A planned result of the newest plan: money is tied to it by its code, unique within the investment."""

    investment = models.ForeignKey(Investment, on_delete=models.CASCADE, related_name="results")
    code = models.CharField(max_length=64)
    indicator = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=64)
    unit = models.CharField(max_length=64, blank=True)
    base = amount(null=True)
    target = amount(null=True)
    due = models.DateField(null=True)
    more_is_better = models.BooleanField(default=True)

    class Meta:
        """A code stands once in an investment."""

        constraints = (models.UniqueConstraint("investment", "code", name="one_plan_result"),)


class Baseline(models.Model):
    """A plan as it was approved; only added."""

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="baselines")
    number = models.IntegerField(help_text="1 for the original")
    version = models.IntegerField(help_text="of the plan that it fixes")
    on = models.DateField()
    cost = amount()
    ends_on = models.DateField()
    decision = models.CharField(max_length=120, help_text="registered document")
    reason = models.TextField(blank=True)
    author = models.CharField(max_length=24)
    approver = models.CharField(max_length=24)
    targets = models.JSONField(default=list, help_text="rows of benefit, period, value as text")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)

    class Meta:
        """Baselines are counted."""

        constraints = (models.UniqueConstraint("investment", "number", name="one_baseline"),)


class Report(models.Model):
    """What the owner said on a day: rating, words, cost and end expected; only added."""

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    light = models.CharField(max_length=8, help_text="green, yellow, amber or red")
    words = models.TextField(blank=True)
    cost = amount(null=True, help_text="expected in the end")
    ends_on = models.DateField(null=True, help_text="expected day of delivery")
    computed = models.JSONField(default=dict, help_text="computed rating of that day with its parts")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)

    class Meta:
        """Read in order of time."""

        indexes = (models.Index(fields=["investment", "on"], name="reports_of_investment"),)
