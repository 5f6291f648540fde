"""Ages in a story: how old somebody is, and how old at joining, each told apart from the ages of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from outspoken.people.extraction.lexicon import words

_NUMBER = r"(?P<age>[1-9]\d)"
_LETTERS = r"[\w'’.\-]+"
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = (
    dict(
        zip(
            ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
            range(11, 20),
            strict=True,
        )
    )
    | {f"{ten}-{unit}": tens + one for ten, tens in _TENS.items() for one, unit in enumerate(_UNITS, 1)}
    | _TENS
)
_ENGLISH = rf"(?P<age>[1-9]\d|{'|'.join(sorted(_SPELT, key=len, reverse=True))})"
_NOT_YEARS = r"(?! (?:years? (?:later|ago|after|before)|months?|days?|weeks?|hours?|people|men|women|members|other|others|per|percent|million|minutes|in all|of (?:them|his|her|the)))"
_NOW = {
    "en": [
        rf"(?P<name>{_LETTERS}), (?:who is |now |aged |just )?{_ENGLISH}\b(?!-){_NOT_YEARS}(?=[,.;)]| [a-z]|$)",
        rf"(?P<name>{_LETTERS}) \((?:now |aged )?{_ENGLISH}\)",
        rf"(?P<name>){_ENGLISH}[- ]years?[- ]olds?\b",
        rf"(?P<name>)\b(?:is|now|turned|turns|now, at) (?:now |aged |only |just )?{_ENGLISH}(?= years old|[,.;)]| and\b|$)",
        rf"(?P<name>)\b(?:he|she) is (?:now )?{_ENGLISH}\b",
        rf"(?P<name>)\b(?:man|woman|New Yorker|Londoner|Briton|fighter|father|mother|student|Frenchman|American|Australian|German|Syrian|Tunisian) (?:of|aged) {_ENGLISH}\b",
        rf"(?P<name>)\b(?:his|her) {_ENGLISH} years\b",
        rf"(?P<name>)\b[Aa]ged {_ENGLISH}\b",
        rf"(?P<name>)\b[Nn]ow (?:just |only )?(?:aged )?{_ENGLISH}(?=[,.;]| and\b| years old)",
        rf"(?P<name>)\b(?:[Aa]n?|[Tt]he) (?:[\w-]+ ){{1,2}}of {_ENGLISH}(?=[,.;]| who\b| from\b| told\b| said\b| says\b| tells\b| and\b| has\b| is\b| was\b)",
    ],
    "ar": [
        rf"(?P<name>)(?:عمره|عمرها|العمر|يبلغ)(?: من العمر| الآن)?\s+{_NUMBER}",
        rf"(?P<name>){_NUMBER}\s+(?:عاما|عاماً|سنة|عام)\b",
    ],
    "fr": [
        rf"(?P<name>{_LETTERS}), {_NUMBER} ans",
        rf"(?P<name>{_LETTERS}) \({_NUMBER}(?: ans)?\)",
        rf"(?P<name>)(?:âgée? de|homme de|femme de|Français de|Française de) {_NUMBER} ans",
    ],
    "de": [
        rf"(?P<name>{_LETTERS}) \({_NUMBER}\)",
        rf"(?P<name>){_NUMBER}[- ]?[Jj]ährige[rnsm]?\b",
        rf"(?P<name>{_LETTERS}), {_NUMBER}(?:,| Jahre)",
        rf"(?P<name>)(?:heute|jetzt|ist) {_NUMBER}\b",
    ],
    "es": [
        rf"(?P<name>)(?:Con|con|Tiene|tiene|hoy tiene|Hoy tiene|sus) {_NUMBER}(?: años)?\b(?=[ ,.])",
        rf"(?P<name>{_LETTERS}), (?:de )?{_NUMBER}(?: años|,)",
        rf"(?P<name>)de {_NUMBER} años(?: de edad)?",
    ],
    "nl": [rf"(?P<name>){_NUMBER}-jarige\b", rf"(?P<name>{_LETTERS}) \({_NUMBER}\)"],
    "id": [
        rf"(?P<name>{_LETTERS}),? \({_NUMBER}(?: tahun)?\)",
        rf"(?P<name>{_LETTERS}), {_NUMBER} tahun",
        rf"(?P<name>)(?:berusia|berumur|usia) {_NUMBER}(?: tahun)?",
    ],
    "tr": [
        rf"(?P<name>){_NUMBER} yaşındaki",
        rf"(?P<name>){_NUMBER} yaşında\b",
        rf"(?P<name>{_LETTERS}) \({_NUMBER}\)",
    ],
    "is": [rf"(?P<name>){_NUMBER} ára\b"],
    "pl": [rf"(?P<name>){_NUMBER}-let(?:nia|ni|niej|niego)\b", rf"(?P<name>)ma {_NUMBER} lat"],
    "hr": [rf"(?P<name>){_NUMBER}-godišnj\w+", rf"(?P<name>{_LETTERS}) \({_NUMBER}\)"],
    "sr": [rf"(?P<name>){_NUMBER}-godišnj\w+", rf"(?P<name>{_LETTERS}) \({_NUMBER}\)"],
    "ru": [
        rf"(?P<name>){_NUMBER}-летн\w+",
        rf"(?P<name>{_LETTERS}), {_NUMBER} (?:лет|года?)",
        rf"(?P<name>{_LETTERS}) \({_NUMBER}\)",
    ],
    "it": [rf"(?P<name>{_LETTERS}), {_NUMBER} anni", rf"(?P<name>){_NUMBER}enne\b", rf"(?P<name>)di {_NUMBER} anni"],
    "sv": [rf"(?P<name>){_NUMBER}-årig\w*"],
}
_THEN = {
    "en": r"\bwas (?:just |only |then )?\d\d\b|\bthen (?:aged )?\d\d\b|\d\d (?:when|at the time|years old when)|\b(?:joined|recruited|taken|abducted|left|began|entered|married|when)\b[^.,]{0,30}\bat \d\d|\bat (?:the age of )?\d\d|\d\d, when|when (?:he|she) was|\bas an? \d\d-year-old|\baged \d\d when|\bthen \d\d",
    "ar": r"كان عمره|كان في|عندما|حين|وهو في",
    "fr": r"à \d\d ans|l'âge de|avait \d\d|quand",
    "de": r"\bmit \d\d|damals|als \d\d|war \d\d|im Alter von",
    "es": r"a los \d\d|tenía \d\d|cuando|antes de cumplir|entonces",
    "nl": r"toen|destijds|op \d\d-jarige leeftijd",
    "id": r"saat berusia|ketika|waktu itu",
    "tr": r"yaşındayken|yaşındaydı",
    "pl": r"jako|wtedy",
    "ru": r"тогда|когда|в \d\d лет",
    "is": r"\bþá\b",
}
_JOINING = {
    "en": r"(?:\b(?:joined|recruited|enlisted|taken|abducted)\b[^.]{0,60}?\b(?:at|aged|at the age of) (?P<one>\d\d)\b|\b(?:was|aged) (?:just |only )?(?P<two>\d\d)\b[^.]{0,60}\bjoin|\b[Aa]t (?P<three>\d\d),? (?:he|she) (?:joined|left|went))",
    "es": r"(?:[Ee]ntr|[Ii]ngres|reclut)\w+ a los (?P<one>\d\d)(?P<two>)(?P<three>)",
    "de": r"mit (?P<one>\d\d)(?: Jahren)? (?:trat|schloss)(?P<two>)(?P<three>)",
    "fr": r"(?:rejoint|parti|partie) [^.]{0,40}à (?P<one>\d\d) ans(?P<two>)(?P<three>)",
}
_LEAST, _MOST = 10, 89


@dataclass(frozen=True, slots=True)
class Age:
    """An age in a text: where it stands, the word before it if that may be a name, and what marks it."""

    years: int
    start: int
    end: int
    name: str
    at_joining: bool = False


def ages_in(text: str, language: str) -> list[Age]:
    """Return the ages that somebody has as the story tells, not those of an earlier time or of a named relative.

    >>> [(age.years, age.name) for age in ages_in("Selim, 22, quit. His 30-year-old brother stayed.", "en")]
    [(22, 'Selim')]
    """
    found: dict[int, Age] = {}
    for expression in _NOW.get(language, []):
        for match in re.finditer(expression, text):
            start = match.start("age")
            years = _SPELT.get(match["age"]) or int(match["age"])
            if start in found or not _LEAST <= years <= _MOST or _of_then(text, match, language):
                continue
            if not _of_relative(text, match, language):
                name = match["name"] if match["name"][:1].isupper() else ""
                found[start] = Age(years, match.start(), match.end(), name)
    return sorted(found.values(), key=lambda age: age.start)


def ages_at_joining(text: str, language: str) -> list[Age]:
    """Return the ages at which somebody joined, where the story says so outright."""
    expression = _JOINING.get(language)
    if expression is None:
        return []
    found = []
    for match in re.finditer(expression, text):
        years = int(match["one"] or match["two"] or match["three"])
        found.append(Age(years, match.start(), match.end(), "", at_joining=True))
    return found


def _of_then(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the age is that of an earlier time: at joining, when something happened."""
    then = _THEN.get(language)
    if then is None:
        return False
    start, end = match.span("age")
    around = text[max(0, start - 34) : end + 24]
    if "." in text[max(0, start - 34) : start]:
        around = around[around.index(".") + 1 :]
    for one in re.finditer(then, around):
        digits = re.search(r"\d\d", one[0])
        if digits is None or digits[0] == match["age"]:
            return True
    return False


def _of_relative(text: str, match: re.Match[str], language: str) -> bool:
    """Whether the age is that of somebody's son, wife, or of one whose name is not the first thing said."""
    before = text[max(0, match.start() - 16) : match.start()].lower()
    after = text[match.end() : match.end() + 24]
    own = r"\b(?:his|her|their|whose|another|son|sa|ses|sein|seine|ihr|ihre|su|sus|zijn|haar|его|её)\s+$"
    return bool(re.search(own, before) or re.match(rf"\W+{words(language, 'relatives').pattern}", after, re.IGNORECASE))
