"""The form that makes a new study."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewStudy(forms.Form):
    """What a study is called, and in which folder of the shelf it lies."""

    title = forms.CharField(label=_("What is the study called?"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name, for addresses"),
        max_length=63,
        required=False,
        help_text=_("Small letters, digits, hyphens."),
    )

    def __init__(self, *given: object, team: bool, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        if team:
            self.fields["slug"].required = True
        else:
            del self.fields["slug"]
