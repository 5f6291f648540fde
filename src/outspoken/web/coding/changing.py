"""What can be done to a codebook in the browser: understand a form, show the difference first, then do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from outspoken.coding import acts, bookfile
from outspoken.coding.changes import Difference, differences
from outspoken.coding.codebook import Code, Codebook, RollUp, Subject
from outspoken.study.actors import Actor
from outspoken.study.study import Study

ID = r"^[A-Za-z][A-Za-z0-9_.-]*$"
GROUP_ID = r"^[a-z][a-z0-9-]*$"
PARTS = 4
"""Into how many codes one can be split at once."""

_FIELDS = {
    "name": _("Name"),
    "question": _("Question"),
    "definition": _("Definition: when the answer is yes"),
    "include": _("Belongs to it, though one might doubt"),
    "exclude": _("Does not belong to it, and where it belongs"),
    "key-terms": _("Key terms, one to a line"),
    "examples": _("Examples, one to a line"),
}
_LISTS = ("key-terms", "examples")
_SUBJECTS = {Subject.TESTIMONY: _("each testimony and its passages"), Subject.CASE: _("the person as a whole")}
_ROLLS = {
    RollUp.ALL: _("what all testimonies agree on"),
    RollUp.ANY: _("yes as soon as one says yes"),
    RollUp.SETTLED: _("only what was settled"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A change: the words of the file after it, and the act that makes it."""

    preview: Callable[[str], str]
    act: Callable[[Study, Actor], object]


class ChangeForm(forms.Form):
    """A change of the codebook; each kind has a form of its own."""

    def __init__(self, *given: Any, book: Codebook, code: Code | None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.book, self.code = book, code
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the book."""

    def wish(self) -> Wish:
        """Return what the sent form asks for; a form of no kind asks for nothing."""
        return Wish(lambda words: words, lambda _study, _by: None)

    @property
    def chosen(self) -> Code:
        """The code that is changed; the page has made sure of it."""
        assert self.code is not None
        return self.code


class Rename(ChangeForm):
    """Another id, and another name if wanted."""

    new = forms.RegexField(ID, label=_("New id"), max_length=40)
    name = forms.CharField(label=_("New name; empty to keep it"), required=False)

    def wish(self) -> Wish:
        """Return the renaming."""
        old, new, name = self.chosen.id, self.cleaned_data["new"], self.cleaned_data["name"].strip()
        return Wish(
            lambda words: bookfile.renamed(words, old, new, name),
            lambda study, by: acts.rename(study, old, new, by=by, name=name),
        )


class Wording(ChangeForm):
    """All that a code says."""

    def prepare(self) -> None:
        """One field for each thing a code says."""
        for name, label in _FIELDS.items():
            widget = forms.TextInput if name == "name" else forms.Textarea(attrs={"rows": 3, "dir": "auto"})
            held = getattr(self.code, name.replace("-", "_"), "") if self.code else ""
            shown = "\n".join(held) if isinstance(held, list) else held
            self.fields[name] = forms.CharField(
                label=label, required=name == "name", initial=shown, widget=widget, max_length=5000
            )
        subjects, rolls = ([(one.value, said) for one, said in kind.items()] for kind in (_SUBJECTS, _ROLLS))
        subject = self.code.applies_to if self.code else Subject.TESTIMONY
        roll = self.code.roll_up if self.code else RollUp.ALL
        self.fields["applies-to"] = forms.ChoiceField(label=_("Asked of"), choices=subjects, initial=subject.value)
        self.fields["roll-up"] = forms.ChoiceField(label=_("Of several testimonies"), choices=rolls, initial=roll.value)

    def wording(self) -> dict[str, Any]:
        """Return the fields that were changed."""
        found: dict[str, Any] = {}
        for name in (*_FIELDS, "applies-to", "roll-up"):
            said = self.cleaned_data[name].replace("\r\n", "\n").strip()
            value = [line.strip() for line in said.split("\n") if line.strip()] if name in _LISTS else said
            before = getattr(self.code, name.replace("-", "_")) if self.code else None
            if value != before and (self.code or value):
                found[name] = value
        return found


class Redefine(Wording):
    """Say a code otherwise, with the same meaning or another."""

    same_meaning = forms.BooleanField(label=_("It means the same; nothing has to be coded again"), required=False)

    def prepare(self) -> None:
        """Ask last whether it means the same."""
        super().prepare()
        self.order_fields([name for name in self.fields if name != "same_meaning"])

    def clean(self) -> dict[str, Any]:
        """Refuse a form that changes nothing."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not self.wording():
            raise forms.ValidationError(_("Nothing is changed."))
        return said

    def wish(self) -> Wish:
        """Return the new wording."""
        code, wording, same = self.chosen.id, self.wording(), self.cleaned_data["same_meaning"]
        return Wish(
            lambda words: bookfile.reworded(words, code, wording),
            lambda study, by: acts.redefine(study, code, wording, by=by, same_meaning=same),
        )


class Add(Wording):
    """A new code, in a group or with a new group."""

    id = forms.RegexField(ID, label=_("Id, short and kept for good: J1, hunger"), max_length=40)
    group = forms.RegexField(GROUP_ID, label=_("Group, by its id"), max_length=40)
    group_name = forms.CharField(label=_("Name of the group, if it is a new one"), required=False)

    def prepare(self) -> None:
        """Name the groups there are."""
        super().prepare()
        known = ", ".join(one.id for one in self.book.groups)
        self.fields["group"].help_text = known
        self.order_fields(["id", "name", "group", "group_name"])

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a group that is not there."""
        said = super().clean() or self.cleaned_data
        group = said.get("group")
        if group and self.book.group(group) is None and not said.get("group_name"):
            self.add_error("group_name", _("There is no such group; give the new one a name."))
        return said

    def wish(self) -> Wish:
        """Return the new code."""
        group, title = self.cleaned_data["group"], self.cleaned_data["group_name"].strip()
        entry = {"id": self.cleaned_data["id"], **self.wording()}
        title = "" if self.book.group(group) else title
        return Wish(
            lambda words: bookfile.added(words, group, entry, title),
            lambda study, by: acts.add(study, group, entry, by=by, group_name=title),
        )


class Merge(ChangeForm):
    """One code of several."""

    codes = forms.MultipleChoiceField(label=_("Codes that become one"), widget=forms.CheckboxSelectMultiple)
    into = forms.RegexField(ID, label=_("Id of the one: one of them, or a new id"), max_length=40)
    name = forms.CharField(label=_("Its name; empty to keep or join theirs"), required=False)
    definition = forms.CharField(
        label=_("Its definition; empty to keep"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def prepare(self) -> None:
        """Offer the codes there are."""
        choices = [(one.id, f"{one.id} {one.name}") for one in self.book.codes()]
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]
        self.fields["codes"].initial = [self.code.id] if self.code else []
        self.fields["into"].initial = self.code.id if self.code else ""

    def clean_codes(self) -> list[str]:
        """Refuse to merge one code with itself."""
        codes: list[str] = self.cleaned_data["codes"]
        if len(codes) < 2:
            raise forms.ValidationError(_("A merge takes at least two codes."))
        return codes

    def wish(self) -> Wish:
        """Return the merge."""
        codes, into = tuple(self.cleaned_data["codes"]), self.cleaned_data["into"]
        wording = {name: self.cleaned_data[name].strip() for name in ("name", "definition") if self.cleaned_data[name]}
        return Wish(
            lambda words: bookfile.merged(words, codes, into, wording),
            lambda study, by: acts.merge(study, codes, into, by=by, wording=wording),
        )


class Split(ChangeForm):
    """Several codes of one."""

    def prepare(self) -> None:
        """Three fields for each part."""
        for part in range(1, PARTS + 1):
            wanted = part <= 2
            self.fields[f"id{part}"] = forms.RegexField(
                ID, label=_("Part %(number)d: id") % {"number": part}, max_length=40, required=wanted
            )
            self.fields[f"name{part}"] = forms.CharField(
                label=_("Part %(number)d: name") % {"number": part}, required=wanted
            )
            self.fields[f"definition{part}"] = forms.CharField(
                label=_("Part %(number)d: definition") % {"number": part},
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )

    def parts(self) -> list[dict[str, str]]:
        """Return the parts that were named."""
        found = []
        for part in range(1, PARTS + 1):
            said = {name: self.cleaned_data.get(f"{name}{part}", "").strip() for name in ("id", "name", "definition")}
            if said["id"]:
                found.append({name: value for name, value in said.items() if value})
        return found

    def wish(self) -> Wish:
        """Return the split."""
        code, parts = self.chosen.id, self.parts()
        return Wish(
            lambda words: bookfile.split(words, code, parts),
            lambda study, by: acts.split(study, code, parts, by=by),
        )


class Retire(ChangeForm):
    """Out of use."""

    def wish(self) -> Wish:
        """Return the end of a code."""
        code = self.chosen.id
        return Wish(
            lambda words: bookfile.retired(words, code),
            lambda study, by: acts.retire(study, code, by=by),
        )


FORMS: Mapping[str, type[ChangeForm]] = {
    "redefine": Redefine,
    "rename": Rename,
    "merge": Merge,
    "split": Split,
    "retire": Retire,
    "add": Add,
}
CODELESS = ("add", "merge")
"""What can be done without having chosen a code."""


def previewed(words: str, wish: Wish) -> Sequence[Difference]:
    """Return what a change would change, code by code.

    Raises:
        CodebookError: if the book would be none after it.
    """
    return differences(bookfile.parsed(words), bookfile.parsed(wish.preview(words)))
