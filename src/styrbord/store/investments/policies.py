"""Where is kept which rules of money and results hold for which programmes, and who asks a fund for money?"""

from django.db import models

from styrbord.store.investments.fields import amount
from styrbord.store.investments.money import Fund
from styrbord.store.investments.plans import Investment


class Policy(models.Model):
    """Rules of money and results for kinds of programmes from a day on; only added, the newest row counts."""

    code = models.CharField(max_length=64, db_index=True)
    kinds = models.JSONField(default=list, help_text="codes of programmes or of their kinds; * is everything")
    scope = models.CharField(max_length=8, default="both", help_text="joint, internal or both")
    needs_result = models.BooleanField(default=True)
    needs_release = models.BooleanField(default=True)
    is_balanced = models.BooleanField(default=True)
    valid_from = models.DateField()
    document = models.CharField(max_length=120)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)


class ProgrammeKind(models.Model):
    """Of which kind a programme is; only added, the newest row of a programme counts."""

    programme = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=64)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)


class FundApplication(models.Model):
    """That an investment asks a fund for money, and how its parties share the cost; only added.

    `shares` are percent by body as texts, and come to 100. What became of it stands in the movements.
    """

    token = models.CharField(max_length=24, unique=True)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="applications")
    money = amount()
    shares = models.JSONField(default=dict)
    document = models.CharField(max_length=120, blank=True)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)
