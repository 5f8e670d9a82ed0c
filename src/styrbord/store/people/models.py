"""Which posts are there, and who may sign in for them?"""

from django.conf import settings
from django.db import models


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
