"""Where are forecasts kept, one vintage after the other?"""

from django.db import models

from styrbord.store.spine.models import Indicator, Subject


class ForecastRun(models.Model):
    """Forecasts made at one moment; the same editions, rules and (of daily series) day are one run."""

    question = models.CharField(
        max_length=64, unique=True, help_text="hash of rules, editions, withdrawals and day of daily series"
    )
    at = models.BigIntegerField(help_text="moment as of which the numbers were read, ms since 1970 UTC")
    rules = models.CharField(max_length=60, help_text="version of the rules")
    kind = models.CharField(max_length=8, help_text="release or daily")
    counts = models.JSONField(default=dict, help_text="series made, by label, and series without a forecast")
    seen = models.JSONField(default=dict, help_text="fingerprint of the numbers of each indicator")

    class Meta:
        """Runs are found by their moment."""

        indexes = (models.Index(fields=["at"], name="forecast_run_at"),)


class Forecast(models.Model):
    """What a run said of one series; arrays have one number for each period of `values["at"]`.

    `values` holds `at` (ordinals), `mean`, `naive` (seasonal naive forecast), `lower` and `upper` by level
    in per cent, and `nowcast` (how many of the first periods others have reported in part). `chances` are
    targets within reach: ordinal, target and probability of a miss.
    """

    run = models.ForeignKey(ForecastRun, on_delete=models.PROTECT, related_name="forecasts")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    frequency = models.CharField(max_length=1)
    origin = models.IntegerField(help_text="ordinal of the newest period that was known")
    last = models.FloatField(help_text="its value, in the indicator's unit")
    method = models.CharField(max_length=80)
    label = models.CharField(max_length=16, blank=True, help_text="naive, pooled, untested, or nothing")
    scale = models.FloatField(null=True, help_text="seasonal naive error inside the history")
    origins = models.IntegerField(default=0, help_text="origins of its own past that were scored")
    backtest = models.FloatField(null=True, help_text="mean absolute scaled error there")
    naive_backtest = models.FloatField(null=True, help_text="the same of the seasonal naive forecast")
    values = models.JSONField(default=dict)
    chances = models.JSONField(default=list)
    editions = models.JSONField(default=list)

    class Meta:
        """A run says one thing of a series."""

        constraints = (
            models.UniqueConstraint("run", "indicator", "subject", "frequency", name="one_forecast"),
        )
        indexes = (models.Index(fields=["indicator", "subject", "run"], name="forecast_of_series"),)
