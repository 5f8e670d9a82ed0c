"""Where are talks about figures, readers' verdicts on pages and subscriptions kept?

Free words and mail addresses stand in tables of their own: a row there can be deleted and nothing else
changes. Things are named by their codes. Moments are ms since 1970 UTC.
"""

from django.db import models


class Talk(models.Model):
    """What is said about one figure or one page; `owner` is the post that a question was put to."""

    token = models.CharField(max_length=32, unique=True, help_text="random; names it in addresses")
    indicator = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    period = models.CharField(max_length=20, blank=True)
    page = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16, help_text="question or comment")
    owner = models.CharField(max_length=80, blank=True, help_text="code of the post that was asked")
    begun_at = models.BigIntegerField(db_index=True)
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        """Talks are looked up by what they are about."""

        indexes = [
            models.Index(fields=["indicator", "subject", "period"], name="talk_figure"),
            models.Index(fields=["page"], name="talk_page"),
        ]


class Saying(models.Model):
    """One thing said in a talk; what its writer saw bounds who may read it.

    `early` are the editions that the writer saw before their moment, `has_value` whether the figure had a
    number for the writer.
    """

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="sayings")
    number = models.IntegerField()
    kind = models.CharField(max_length=16, help_text="question, comment or answer")
    by = models.CharField(max_length=80, help_text="code of the post")
    person = models.CharField(max_length=24, blank=True, help_text="pseudonymous key")
    at = models.BigIntegerField(db_index=True)
    version = models.IntegerField(default=1)
    changed_at = models.BigIntegerField(null=True)
    has_value = models.BooleanField(default=False)
    early = models.JSONField(default=list)
    hidden_at = models.BigIntegerField(null=True)
    hidden_by = models.CharField(max_length=80, blank=True)

    class Meta:
        """Numbered within the talk."""

        constraints = [models.UniqueConstraint(fields=["talk", "number"], name="saying_once")]


class SayingWords(models.Model):
    """The words of one version of a saying, or why it was hidden (version 0); can be erased."""

    saying = models.ForeignKey(Saying, on_delete=models.PROTECT, related_name="words")
    version = models.IntegerField()
    words = models.TextField()
    at = models.BigIntegerField()

    class Meta:
        """One text for each version."""

        constraints = [models.UniqueConstraint(fields=["saying", "version"], name="sayingwords_once")]


class Verdict(models.Model):
    """Whether a page helped a reader; nothing is kept of who it was, and of when only the day."""

    page = models.CharField(max_length=300, db_index=True, help_text="path without language and query")
    language = models.CharField(max_length=8)
    has_helped = models.BooleanField()
    day = models.DateField(db_index=True)


class VerdictWords(models.Model):
    """What the reader wrote to it; can be erased."""

    verdict = models.OneToOneField(Verdict, on_delete=models.PROTECT, related_name="words")
    words = models.TextField()


class Follower(models.Model):
    """Someone who gets digests: a person with rights, or an address outside that sees what is public.

    `seen_to` is the moment up to which changes were told.
    """

    token = models.CharField(max_length=32, unique=True)
    person = models.CharField(max_length=24, blank=True, db_index=True, help_text="pseudonymous key")
    language = models.CharField(max_length=8)
    rhythm = models.CharField(max_length=16, help_text="daily or weekly")
    asked_at = models.BigIntegerField()
    confirmed_at = models.BigIntegerField(null=True)
    ended_at = models.BigIntegerField(null=True)
    seen_to = models.BigIntegerField()


class FollowerAddress(models.Model):
    """Where the digests go; deleted when the follower leaves."""

    follower = models.OneToOneField(Follower, on_delete=models.PROTECT, related_name="address")
    address = models.CharField(max_length=254, db_index=True)


class Subscription(models.Model):
    """What a follower follows: an indicator (of one subject or of all), a subject, a page or a dataset."""

    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="subscriptions")
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True)
    begun_at = models.BigIntegerField()
    ended_at = models.BigIntegerField(null=True)
    day = models.SmallIntegerField(default=0, help_text="of the letter of the week: 0 = Monday to 6 = Sunday")
    is_always = models.BooleanField(default=False, help_text="the letter of the week also when it is empty")


class Digest(models.Model):
    """A mail that told the changes of one span; `tries` counts how often it was handed to the mail."""

    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="digests")
    span_from = models.BigIntegerField()
    span_to = models.BigIntegerField()
    changes = models.IntegerField()
    tries = models.IntegerField(default=0)
    tried_at = models.BigIntegerField(null=True)
    sent_at = models.BigIntegerField(null=True)

    class Meta:
        """One mail for each span of a follower."""

        constraints = [models.UniqueConstraint(fields=["follower", "span_from"], name="digest_once")]


class WeekLetter(models.Model):
    """The letter of one week to one reader; `tries` counts how often it was handed to the mail."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="weeks")
    week = models.CharField(max_length=8, help_text="ISO 8601, such as 2026-W48")
    things = models.IntegerField()
    tries = models.IntegerField(default=0)
    tried_at = models.BigIntegerField(null=True)
    sent_at = models.BigIntegerField(null=True, help_text="when it was done, also without a letter")

    class Meta:
        """One letter a week."""

        constraints = [models.UniqueConstraint(fields=["subscription", "week"], name="weekletter_once")]
