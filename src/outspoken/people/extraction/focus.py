"""Of whom each stretch of a text speaks: the subject of its sentence, else the one spoken of before.

A name that is the subject of a sentence is spoken of until another subject comes, and in the sentences after it
that name nobody (`He left in May.`), as far as the sex of their pronoun allows. One who is only named in a role
that no witness has (a reporter, a judge, a wife) is spoken of in that sentence alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from outspoken.people.extraction.lexicon import pattern
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.records import Source
from outspoken.people.extraction.sexes import sex_of_name

PLACED = re.compile(
    r"\b(?:in|at|near|to|into|toward|towards|outside|through|via|across|en|à|di|nach|aus|naar|te|u|w|v|в|на|of|from|with|by|"
    r"against|for|under|beside|between|about|like|avec|par|mit|von|con|por|met|door|on|after|before|behind|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|at|near|to|into|toward|towards|outside|through|via|across|from|around|beyond|en|à|nach|aus|naar|te|u|iz|w|z|v|в|из|на|fra|från|til|till)\s+$",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"[\"'”’]?,? ?\(?(?:alias|also known as|also called|better known as|known as|a\.?k\.?a\.?|whose (?:real|true) name is|nicknamed|née|dit|dite|alias|genannt|detto|apodado|alias|takma adlı|по прозвищу) [\"'“«]?"
)
_CLAUSE = re.compile(
    r"(?:^|[,;:،—–\-\"“«»”‘'(…)|\]]|\b(?:and|but|or|when|that|as|because|while|where|after|before|until|if|though|although|since|"
    r"said|says|recalls|recalled|adds|added|explains|explained|insists|admits|told|remembers|asks|then|now|today|so|"
    r"et|mais|quand|que|und|aber|dass|y|pero|que|cuando|e|ma|dan|ve|и|но|что|sagt|sagte|dit|dice|raconte|explique|cuenta))$",
    re.IGNORECASE,
)
_HE = {
    "en": (r"\b(?:he|his|him)\b", r"\b(?:she|her)\b"),
    "fr": (r"\bil\b", r"\belle\b"),
    "de": (r"\ber\b", r"\b(?!)\b"),
    "nl": (r"\bhij\b", r"\b(?:zij|ze)\b"),
    "ru": (r"\b(?:он|его|ему)\b", r"\b(?:она|её|ей)\b"),
    "sv": (r"\bhan\b", r"\bhon\b"),
    "da": (r"\bhan\b", r"\bhun\b"),
    "no": (r"\bhan\b", r"\bhun\b"),
    "is": (r"\bhann\b", r"\bhún\b"),
}
_LEADS = re.compile(
    r"\b(?:he|she|they|I|we|il|elle|er|sie|hij|zij|él|ella|он|она|lui|lei|han|hon|hun)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“«„][^\"”»“]{0,2000}?(?:[\"”»“]|$)")


@dataclass(frozen=True, slots=True)
class Focus:
    """The names of a text, each with its mentions, and of which of them each stretch speaks."""

    groups: tuple[tuple[Mention, ...], ...]
    asides: frozenset[int]
    """Those named in a role that no witness has."""
    stretches: tuple[Stretch, ...]

    def at(self, place: int) -> Stretch | None:
        """Return the stretch that a place of the text lies in."""
        return next((one for one in self.stretches if one.start <= place < one.end), None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, `[start, end)`, and of whom it speaks: a place in the list of names, None if of no name."""

    start: int
    end: int
    who: int | None
    aside: bool = False
    """Whether it speaks of one in a role that no witness has."""


def together(text: str, found: Sequence[Mention]) -> list[list[Mention]]:
    """Put mentions together of which one is a part of the other (Selim Hale, Hale), or called an alias of it."""
    groups: list[list[Mention]] = []
    for one in found:
        own = set(one.name.split())
        for group in groups:
            last = group[-1]
            alias = last.end < one.start <= last.end + 40 and _ALIAS.fullmatch(text, last.end, one.start)
            if alias or any(own <= set(other.name.split()) or set(other.name.split()) <= own for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks in `[start, end)`, marks included, of more than one word."""
    return [one.span() for one in _QUOTED.finditer(text, start, end) if " " in one[0].strip()]


def is_subject(text: str, sentence: int, one: Mention) -> bool:
    """Whether a mention stands where a clause has its subject, as far as the word before it tells."""
    before = text[sentence : one.start].rstrip()
    if before.endswith("ccording to"):
        return True
    if PLACED.search(text[sentence : one.start]):
        return False
    return bool(_CLAUSE.search(before)) or not re.search(r"[^\W\d_]+(?:ed|s|t|d)$", before)


def focus_of(source: Source, groups: Sequence[Sequence[Mention]], asides: Collection[int]) -> list[Stretch]:
    """Divide a text into stretches that speak of one name each, or of none."""
    owners = sorted(
        ((one, place) for place, group in enumerate(groups) for one in group), key=lambda pair: pair[0].start
    )
    sexes = [next((sex for sex in (sex_of_name(one.name) for one in group) if sex), None) for group in groups]
    stretches: list[Stretch] = []
    focus: int | None = None
    for start, end in source.sentences():
        inside = quoted(source.text, start, end)
        named = [
            (one, who)
            for one, who in owners
            if start <= one.start < end and not any(first < one.start < last - 1 for first, last in inside)
        ]
        told, focus = _sentence(
            source, (start, end), named, asides, _agreeing(source, (start, end), focus, sexes, stretches)
        )
        stretches += told
    return stretches


def _agreeing(
    source: Source, sentence: tuple[int, int], focus: int | None, sexes: Sequence[str | None], before: Sequence[Stretch]
) -> int | None:
    """Return the one spoken of, or the last one before whose sex fits the sentence's pronouns."""
    if focus is None or sexes[focus] is None:
        return focus
    he, she = _HE.get(source.language, (r"(?!)", r"(?!)"))
    text = source.text[slice(*sentence)]
    male, female = bool(re.search(he, text, re.IGNORECASE)), bool(re.search(she, text, re.IGNORECASE))
    if male == female or sexes[focus] == ("male" if male else "female"):
        return focus
    wanted = "male" if male else "female"
    return next((one.who for one in reversed(before) if one.who is not None and sexes[one.who] == wanted), None)


def _sentence(
    source: Source,
    sentence: tuple[int, int],
    named: Sequence[tuple[Mention, int]],
    asides: Collection[int],
    focus: int | None,
) -> tuple[list[Stretch], int | None]:
    """Divide one sentence; return its stretches, and of whom the next speaks if it names nobody."""
    text, (start, end) = source.text, sentence
    subjects = [(one, who) for one, who in named if is_subject(text, start, one)]
    if not subjects:
        mains = [who for _, who in named if who not in asides]
        lead = bool(_LEADS.search(text[start : named[0][0].start])) if named else True
        if lead or not mains:
            return [Stretch(start, end, focus)], focus
        return [Stretch(start, end, mains[0])], mains[0]
    first, owner = subjects[0]
    opening = _unquoted(text, start, first.start)
    told = []
    begin = start
    if _LEADS.search(opening) and not re.search(r"[\"”»]\s*,?\s*$", opening):
        told.append(Stretch(start, first.start, focus))
        begin, following = first.start, focus
    else:
        following = focus if owner in asides else owner
    for place, (_, who) in enumerate(subjects):
        stop = subjects[place + 1][0].start if place + 1 < len(subjects) else end
        told.append(Stretch(begin, stop, who, who in asides))
        begin = stop
    return told, following


def _unquoted(text: str, start: int, end: int) -> str:
    kept, at = [], start
    for first, last in quoted(text, start, end):
        kept.append(text[at:first])
        at = last
    return "".join([*kept, text[at:end]])


def described_as(roles: Sequence[str], kin: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for an apposition that opens with a role: `, a local reporter`, `, her mother`.

    A word for kin counts only as somebody's (`his father`): `a father of two` may well be the story's person.
    """
    before = r"(?:(?!former\b|ex-|now\b|today\b|once\b|later\b|currently\b)[\w'’-]+\s+){0,3}?"
    words = [word for word in roles if word not in kin]
    return re.compile(
        rf",\s+(?:(?:(?:an?|the|his|her|their|its|whose)\s+)?{before}{pattern(words).pattern}|"
        rf"(?:his|her|their|whose|[A-Z]\w+[’']s)\s+{before}{pattern(kin).pattern})",
        re.IGNORECASE,
    )
