"""The form of one code, and what it changes, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FIELDS = ("name", "question", "definition", "include", "exclude")
LABELS = {
    "name": _("Name"),
    "question": _("Question"),
    "definition": _("Definition"),
    "include": _("Include"),
    "exclude": _("Exclude"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: kept, gone or new."""

    how: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field that would be changed."""

    label: Any
    pieces: Sequence[Piece]


class CodeForm(forms.Form):
    """What is said of one code."""

    id = forms.RegexField(r"^[A-Za-z][A-Za-z0-9_.-]*$", label=_("Id, short and kept for good"), max_length=40)
    group = forms.RegexField(r"^[a-z][a-z0-9-]*$", label=_("Id of its group"), max_length=40)
    group_name = forms.CharField(label=_("Name of the group, if it is new"), max_length=200, required=False)
    name = forms.CharField(label=_("Name"), max_length=200)
    question = forms.CharField(label=_("Question"), max_length=2_000, required=False)
    definition = forms.CharField(label=_("Definition"), max_length=10_000, required=False, widget=forms.Textarea)
    include = forms.CharField(label=_("Include"), max_length=10_000, required=False, widget=forms.Textarea)
    exclude = forms.CharField(label=_("Exclude"), max_length=10_000, required=False, widget=forms.Textarea)
    same_meaning = forms.BooleanField(label=_("It is only said better: nothing has to be coded again"), required=False)

    def __init__(self, *given: Any, new: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("same_meaning",) if new else ("id", "group", "group_name"):
            del self.fields[name]
        for name in FIELDS:
            self.fields[name].widget.attrs |= {"dir": "auto"} | ({"rows": 3} if name in FIELDS[2:] else {})

    def clean(self) -> dict[str, Any]:
        """Take line ends as the codebook has them."""
        cleaned: dict[str, Any] = super().clean() or {}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in cleaned.items()
        }


def words_changed(before: Mapping[str, str], after: Mapping[str, Any]) -> list[Field]:
    """Return the fields that differ, as stretches of words."""
    return [Field(LABELS[name], pieces(before[name], after[name])) for name in FIELDS if before[name] != after[name]]


def pieces(before: str, after: str) -> list[Piece]:
    """Cut two texts into words that both have, that are gone and that are new.

    >>> [(one.how, one.words) for one in pieces("a cold night", "a long night")]
    [('kept', 'a '), ('gone', 'cold'), ('new', 'long'), ('kept', ' night')]
    """
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    found = []
    for how, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece("kept", "".join(old[start:end])))
            continue
        found += [Piece("gone", "".join(old[start:end]))] if start < end else []
        found += [Piece("new", "".join(new[first:last]))] if first < last else []
    return found
