"""Tells Django that accounts are an application of ours."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """The accounts of a team."""

    name = "outspoken.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
