"""The forms of a team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm
from django.utils.translation import gettext_lazy as _

from outspoken.study.actors import Role
from outspoken.web.accounts.memberships import GIVEN
from outspoken.web.accounts.models import Account

ROLE_NAMES = {
    Role.OWNER: _("owner: answers for the study"),
    Role.CUSTODIAN: _("custodian: keeps what is sealed"),
    Role.REVIEWER: _("reviewer: settles doubts and disagreements"),
    Role.CODER: _("coder: codes testimonies, judges identities"),
    Role.SCREENER: _("screener: collects stories, decides which count"),
    Role.PUBLISHER: _("publisher: builds reports and releases"),
    Role.READER: _("reader: reads what is open"),
}


class NewAccount(BaseUserCreationForm):  # type: ignore[type-arg] # generic in the stubs only
    """A name to sign in with, and a password twice."""

    class Meta:
        """Nothing else is asked."""

        model = Account
        fields = ("username",)


class Roles(forms.Form):
    """What somebody is to be in a study."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role.value, ROLE_NAMES[role]) for role in GIVEN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def chosen(self) -> set[Role]:
        """Return the chosen roles."""
        given: dict[str, Any] = self.cleaned_data
        return {Role(name) for name in given["roles"]}


class TokenLabel(forms.Form):
    """What a new token is for."""

    label = forms.CharField(label=_("What is it for?"), max_length=80)
