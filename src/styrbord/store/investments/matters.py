"""Where is everything kept that goes through states of its own, and each step of it?

A matter is a benefit, measurement, change request, stop order, waiver, conformity form, opinion, advice,
obstacle, item of an agenda or proposal; which states there are stands in
`core.investments.portfolio.move_tables`.
"""

from django.db import models

from styrbord.store.investments.plans import Investment


class Matter(models.Model):
    """One thing with states; `data` holds what it says, by noun (see services/investments/nouns).

    `investment` is null for what belongs to none (a proposal, a change over several: then `plans` names all).
    `asked_by` are keys of the persons who wrote or proposed what is decided next.
    """

    token = models.CharField(max_length=24, unique=True)
    noun = models.CharField(max_length=16)
    investment = models.ForeignKey(Investment, null=True, on_delete=models.PROTECT, related_name="matters")
    code = models.CharField(max_length=64, blank=True, help_text="of the benefit, requirement and so on")
    state = models.CharField(max_length=16)
    revision = models.IntegerField(default=1)
    body = models.CharField(max_length=64, blank=True, help_text="code of the body that is asked or acts")
    post = models.CharField(max_length=64, blank=True, help_text="code of the post that answers for it")
    due_on = models.DateField(null=True)
    data = models.JSONField(default=dict)
    asked_by = models.JSONField(default=list)
    begun_at = models.BigIntegerField()
    begun_by = models.CharField(max_length=80)

    class Meta:
        """Asked for by investment, by noun and state, by body and post."""

        indexes = (
            models.Index(fields=["investment", "noun", "state"], name="matters_of_investment"),
            models.Index(fields=["noun", "state", "due_on"], name="matters_by_state"),
            models.Index(fields=["post", "state"], name="matters_of_post"),
            models.Index(fields=["body", "state"], name="matters_of_body"),
        )


class Step(models.Model):
    """One step of an investment (no matter) or of a matter; never changed.

    `data` is what was said with it but for words: document, day, body, amounts; and for a step that changes
    what a matter says, its content afterwards.
    """

    investment = models.ForeignKey(Investment, null=True, on_delete=models.PROTECT, related_name="steps")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="steps")
    noun = models.CharField(max_length=16)
    verb = models.CharField(max_length=16)
    before = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=16)
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)
    document = models.CharField(max_length=120, blank=True, help_text="registered document of a decision")
    data = models.JSONField(default=dict)


class StepWords(models.Model):
    """What was said with a step in words; can be erased."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()


class Assent(models.Model):
    """That a body stands by something: a line of its own, the common picture, an agreement, a deliverable.

    `mark` is what it assented to: hash of the line, version of the picture; what has changed since has no
    assent any more. Only added; the newest of a body counts, and one that is taken back says so.
    """

    investment = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="assents")
    kind = models.CharField(max_length=16, help_text="line, picture, agreement or deliverable")
    code = models.CharField(max_length=64, blank=True)
    body = models.CharField(max_length=64)
    mark = models.CharField(max_length=64, blank=True)
    document = models.CharField(max_length=120, blank=True)
    is_given = models.BooleanField(default=True)
    on = models.DateField()
    at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    person = models.CharField(max_length=24, blank=True)

    class Meta:
        """Read by investment."""

        indexes = (models.Index(fields=["investment", "kind"], name="assents_of_investment"),)
