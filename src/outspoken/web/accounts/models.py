"""What the web door keeps: who has an account, in which study as what, and who was invited."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Somebody who signs in. No address is asked for: invitations are links, handed over by hand."""

    email = models.EmailField(blank=True, default="", editable=False)


class Membership(models.Model):
    """What somebody is in one study; roles as in study/actors.py, with commas between."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    study = models.CharField(max_length=63)
    roles = models.CharField(max_length=200)

    class Meta:
        """Nobody is a member of a study twice."""

        constraints = [models.UniqueConstraint(fields=["account", "study"], name="one_membership_in_a_study")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.study}"


class Invitation(models.Model):
    """A link that lets one person in once; only the hash of its token is kept."""

    digest = models.CharField(max_length=64, unique=True)
    study = models.CharField(max_length=63)
    roles = models.CharField(max_length=200)
    made_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"to {self.study} as {self.roles}"


class Token(models.Model):
    """Lets a program act for somebody through the API; only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80)
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.label
