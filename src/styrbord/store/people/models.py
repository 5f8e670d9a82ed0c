"""Which posts are there, who holds them, what were they granted, and who may sign in?

Rows of holdings, grants and deputies are added and once ended; the database refuses anything else.
Days are inclusive; moments are ms since 1970 UTC. `by` and `ended_by` are codes of posts.
"""

from django.conf import settings
from django.db import models

from styrbord.store.spine.models import Subject


class Post(models.Model):
    """A post, not a person: owner of indicators, actor of events."""

    code = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=dict)


class SignInLink(models.Model):
    """A link that signs in once; only the hash of its secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)


class Person(models.Model):
    """Someone who may hold posts, known by a key that says nothing about them."""

    key = models.CharField(max_length=24, unique=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)


class PersonName(models.Model):
    """What a person is called; the row can be deleted and nothing else changes."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="name")
    name = models.CharField(max_length=200)


class Given(models.Model):
    """Something that holds between two days, unless it was ended before."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.BigIntegerField()
    by = models.CharField(max_length=80)
    ended_at = models.BigIntegerField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True


class Holding(Given):
    """A person holds a post."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")


class Grant(Given):
    """A post has a role for a subtree (none: the whole board) and rubrics (none: all), on some basis."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32)
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    hierarchy = models.CharField(max_length=64, blank=True)
    rubrics = models.JSONField(default=list)
    basis = models.CharField(max_length=400, help_text="document that gives the power; can be erased")


class Deputy(Given):
    """Whoever holds one post acts for another, on some basis."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="acts_for")
    basis = models.CharField(max_length=400, help_text="document that names the deputy; can be erased")


class SignInName(models.Model):
    """The e-mail address or foreign number that a person signs in with; the row can be deleted."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="sign_in_name")
    name = models.CharField(max_length=254, unique=True)


class SignedIn(models.Model):
    """A session of someone who has signed in, so that all of theirs can be ended at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    session = models.CharField(max_length=40, unique=True)
    at = models.BigIntegerField()


class ApiToken(models.Model):
    """A program's key to some of the rights of a post; only the hash of its secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tokens")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    note = models.CharField(max_length=120, blank=True, help_text="what it is for; can be erased")
    scopes = models.JSONField(default=list)
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    last_used = models.DateField(null=True)
    ended_at = models.BigIntegerField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
