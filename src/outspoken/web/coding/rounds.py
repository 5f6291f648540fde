"""Rounds of coding: who codes what, drawn how, blind or not, and how far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outspoken.coding import acts
from outspoken.coding.readers import rounds_of
from outspoken.coding.records import Assignment, Plan, Round, Scheme
from outspoken.study.actors import Actor, Role
from outspoken.web.access import Desk
from outspoken.web.navigation import Next, address
from outspoken.web.paging import show
from outspoken.web.serving import serving

SCHEMES = {
    Scheme.RANDOM: _("at random, each with the same chance"),
    Scheme.STRATIFIED: _("at random within the values of an attribute"),
    Scheme.MIXED: _("half at random, half those the machine is least sure about"),
    Scheme.ALL: _("all testimonies"),
    Scheme.PICKED: _("those named below; no sample, so no interval"),
}


class RoundForm(forms.Form):
    """What a round shall be."""

    name = forms.CharField(label=_("Name of the round"), max_length=80)
    coders = forms.CharField(label=_("Coders, with commas between"), max_length=400)
    scheme = forms.ChoiceField(
        label=_("Which testimonies"), choices=[(one.value, said) for one, said in SCHEMES.items()]
    )
    size = forms.IntegerField(label=_("How many; empty for all"), min_value=1, required=False)
    by = forms.ChoiceField(label=_("Attribute, where it is drawn within one"), required=False)
    picked = forms.CharField(label=_("Testimonies, where you name them: T3, T12"), max_length=4000, required=False)
    each = forms.IntegerField(label=_("Coders for each testimony"), min_value=1, initial=2)
    blind = forms.BooleanField(
        label=_("Blind: nobody sees others' codings or suggestions until it is over"), initial=True, required=False
    )
    seed = forms.IntegerField(label=_("Seed of the draw, written down with it"), min_value=0)

    def __init__(self, *given: object, desk: Desk, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self._coders = coders_of(desk)
        self.fields["coders"].initial = ", ".join(self._coders)
        self.fields["seed"].initial = SystemRandom().randrange(1_000_000)
        self.fields["each"].initial = min(2, max(1, len(self._coders)))
        self.fields["by"].choices = [("", "–"), *((one, one) for one in desk.study.settings.attributes)]  # type: ignore[attr-defined]

    def clean_coders(self) -> tuple[str, ...]:
        """Refuse who may not code here: a misspelt name would be given work that nobody ever sees."""
        names = tuple(dict.fromkeys(one.strip() for one in self.cleaned_data["coders"].split(",") if one.strip()))
        unknown = [one for one in names if one not in self._coders]
        if unknown or not names:
            said = gettext("These may not code here: %(unknown)s. There are: %(known)s.")
            raise forms.ValidationError(said, params={"unknown": ", ".join(unknown), "known": ", ".join(self._coders)})
        return names

    def plan(self) -> Plan:
        """Return what was asked for."""
        said = self.cleaned_data
        picked = tuple(one.strip() for one in said["picked"].replace("\n", ",").split(",") if one.strip())
        return Plan(
            said["name"].strip(),
            said["coders"],
            Scheme(said["scheme"]),
            said["size"] or 0,
            min(said["each"], len(said["coders"])),
            said["blind"],
            said["seed"],
            said["by"],
            picked,
        )


def coders_of(desk: Desk) -> list[str]:
    """Name who may code in a study."""
    if not serving().team:
        return [desk.actor.name]
    from outspoken.web.accounts.memberships import members_of  # noqa: PLC0415 - models, only where there are accounts

    return [
        one.name for one in members_of(desk.slug) if Actor(one.name, frozenset(map(Role, one.roles))).may("coding.code")
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """A round, and how far each coder is."""

    round: Round
    scheme: str
    coders: Sequence[tuple[str, int, int]]
    """Name, finished, all."""
    finished: int
    total: int


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """All rounds, and the form for a new one."""

    rounds: Sequence[Standing]
    form: RoundForm | None
    next: Next | None = None


def rounds(request: HttpRequest, desk: Desk) -> HttpResponse:
    """List the rounds; sent as a form, begin one or end one."""
    form = RoundForm(request.POST if request.POST.get("do") == "assign" else None, desk=desk)
    if request.method == "POST" and request.POST.get("do") == "close":
        acts.close(desk.study, request.POST.get("round", ""), by=desk.actor)
        return redirect("rounds", slug=desk.slug)
    if request.method == "POST" and form.is_valid():
        acts.assign(desk.study, form.plan(), by=desk.actor)
        return redirect("rounds", slug=desk.slug)
    found = [_standing(turn, tasks) for turn, tasks in reversed(rounds_of(desk.study, by=desk.actor))]
    mine = any(
        name == desk.actor.name and done < of for one in found if not one.round.closed for name, done, of in one.coders
    )
    step = Next(gettext("See what is yours to code"), address(desk.slug, "coding")) if mine else None
    return show(request, "coding/rounds.html", RoundsPage(found, form if desk.may("coding.assign") else None, step))


def _standing(turn: Round, tasks: Sequence[Assignment]) -> Standing:
    every = Counter(one.coder for one in tasks)
    done = Counter(one.coder for one in tasks if one.finished)
    coders = [(name, done[name], count) for name, count in sorted(every.items())]
    return Standing(turn, str(SCHEMES[turn.scheme]), coders, done.total(), every.total())
