"""Where are three scenarios kept, each run with what it rests on?"""

from django.db import models

from styrbord.store.spine.models import Indicator, Subject


class ScenarioRun(models.Model):
    """Three joint paths of one headline and its members; the same numbers and words are the same run.

    `result` holds `at` (ordinals), `codes` (the headline first) and `parents` of the series, `courses` (by
    scenario, one row for each series), `targets` and `reach` of the headline, `below` and `above` (shares of
    paths outside), `crossing` (codes) and `basis` (`published` if the medium one is the forecast shown).
    """

    token = models.CharField(max_length=24, unique=True)
    question = models.CharField(
        max_length=64, unique=True, help_text="hash of the numbers and of what was asked"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, related_name="+", help_text="top of the tree"
    )
    frequency = models.CharField(max_length=1)
    origin = models.IntegerField(help_text="ordinal of the newest period that all series have")
    at = models.BigIntegerField(help_text="moment as of which the numbers were read, ms since 1970 UTC")
    rules = models.CharField(max_length=60, help_text="version of the rules")
    asked_by = models.CharField(max_length=80)
    numbers = models.CharField(max_length=64, help_text="fingerprint of the numbers that it rests on")
    bands = models.CharField(max_length=16, help_text="whole, or each-period")
    assumptions = models.JSONField(default=dict, help_text="by scenario, drivers and their courses in words")
    result = models.JSONField(default=dict)
    editions = models.JSONField(default=list)

    class Meta:
        """Runs of a headline are found by it."""

        indexes = (models.Index(fields=["indicator", "subject", "at"], name="scenarios_of_headline"),)
