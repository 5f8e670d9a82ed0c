"""Where is kept which posts meet when, what was on their agendas, and what became of it?"""

from django.db import models

from styrbord.store.spine.models import Subject


class Circle(models.Model):
    """Posts that meet in a rhythm about a subject; moments are ms since 1970 UTC."""

    token = models.CharField(max_length=24, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField(default=dict, help_text="words by language")
    weekday = models.IntegerField(help_text="1 = Monday to 7 = Sunday")
    weeks = models.IntegerField(default=1, help_text="from one meeting to the next")
    since = models.DateField(help_text="day from which the rhythm holds")
    hour = models.CharField(max_length=5, blank=True, help_text="such as 09:30; none = not said")
    revision = models.IntegerField(default=0)
    founded_at = models.BigIntegerField()
    founded_by = models.CharField(max_length=80, help_text="code of the post")


class CircleMember(models.Model):
    """A post that sits in a circle, from a moment to another."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="members")
    post = models.CharField(max_length=80)
    is_chair = models.BooleanField(default=False)
    from_at = models.BigIntegerField()
    to_at = models.BigIntegerField(null=True)

    class Meta:
        """A post sits in a circle once at a time."""

        constraints = (
            models.UniqueConstraint(
                "circle", "post", condition=models.Q(to_at=None), name="one_seat_of_a_post"
            ),
        )


class Meeting(models.Model):
    """One meeting of a circle on a day."""

    token = models.CharField(max_length=24, unique=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    until = models.DateField(null=True, help_text="day of the next one, as it was when this one began")
    state = models.CharField(max_length=16)
    revision = models.IntegerField(default=0, help_text="counts up with every step in it")
    started_at = models.BigIntegerField(null=True)
    ended_at = models.BigIntegerField(null=True)
    present = models.JSONField(default=list, help_text="codes of the posts that were there")
    left_out = models.IntegerField(default=0, help_text="new deviations beyond what one agenda holds")

    class Meta:
        """A circle meets once a day; one meeting at a time is planned, and one under way."""

        constraints = (
            models.UniqueConstraint("circle", "day", name="one_meeting_a_day"),
            models.UniqueConstraint(
                "circle", "state", condition=~models.Q(state="ended"), name="one_meeting_at_a_time"
            ),
        )


class MeetingItem(models.Model):
    """One item of an agenda; what somebody put there by hand has its words with its first step."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.IntegerField(help_text="place on the agenda once it is frozen, else of entry")
    kind = models.CharField(max_length=16)
    about = models.CharField(max_length=16, blank=True, help_text="promise, deviation, decision, or nothing")
    about_token = models.CharField(max_length=64, blank=True)
    since = models.DateField()
    is_carried = models.BooleanField(default=False, help_text="put off by the meeting before")
    state = models.CharField(max_length=16, default="open")
    revision = models.IntegerField(default=0)

    class Meta:
        """Numbers tell items apart."""

        constraints = (models.UniqueConstraint("meeting", "number", name="one_item_a_number"),)


class MeetingStep(models.Model):
    """What somebody did in a meeting: codes and days only; words lie apart and can be erased."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="steps")
    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, null=True, related_name="steps")
    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=16, help_text="of the item after it, or of the meeting")
    at = models.BigIntegerField()
    by = models.CharField(max_length=80, help_text="post that acted")
    post = models.CharField(max_length=80, blank=True, help_text="member that it acted for")
    person = models.CharField(max_length=24, blank=True)
    said = models.JSONField(default=dict, help_text="promise, decision, move of a deviation, holder, day")


class MeetingWords(models.Model):
    """Words that were said with a step."""

    step = models.OneToOneField(MeetingStep, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()
