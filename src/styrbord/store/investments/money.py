"""Where is kept what happened to money: budgets, commitments, contracts, payments, funds?"""

from django.db import models

from styrbord.store.investments.fields import Priced, amount
from styrbord.store.investments.plans import Investment


class BudgetBatch(models.Model):
    """An import of budget or ledger rows; never changed."""

    token = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12, help_text="facts, or ledger for comparison")
    name = models.CharField(max_length=200, blank=True, help_text="name of the file")
    content_hash = models.CharField(max_length=64)
    rows = models.IntegerField()
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)


class MoneyFact(Priced):
    """Something that happened to money, or a row of the ledger; only added, a correction is a row more."""

    batch = models.ForeignKey(BudgetBatch, null=True, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(
        max_length=12,
        help_text="adopted, amended, committed, contracted, paid; ledger = executed as imported",
    )
    investment = models.ForeignKey(Investment, null=True, on_delete=models.PROTECT, related_name="facts")
    line = models.CharField(
        max_length=64, blank=True, help_text="cost line of it; blank = not known what for"
    )
    money = amount()
    on = models.DateField()
    classification = models.CharField(max_length=80, blank=True, db_index=True)
    reference = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=64, blank=True)
    system = models.CharField(max_length=64, blank=True)
    cost_kind = models.CharField(max_length=16, blank=True)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)

    class Meta:
        """Read by investment and day."""

        indexes = (models.Index(fields=["investment", "kind", "on"], name="facts_of_investment"),)


class Fund(Priced):
    """A joint appropriation; its balance is the sum of its movements and never below 0."""

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)
    keeper = models.CharField(max_length=64, help_text="code of the post that pays out")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)


class FundMovement(models.Model):
    """Money in (above 0) or out of a fund; only added. A pay-out names the investment and its result."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, help_text="granted, reserved, released or paid-out")
    investment = models.ForeignKey(Investment, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=64, blank=True)
    result = models.CharField(max_length=64, blank=True)
    money = amount()
    document = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
