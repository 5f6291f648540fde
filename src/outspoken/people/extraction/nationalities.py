"""The nationality of a story's person: a demonym said of them, where they come from, or the home of their group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from outspoken.people.extraction.lexicon import pattern, table
from outspoken.people.extraction.records import Said, Source, said
from outspoken.text.countries import code_of, name_of

_PEOPLE = (
    "defector|fighter|ex-fighter|jihadist|jihadi|militant|man|woman|teenager|teen|citizen|student|recruit|bride|girl|schoolgirl|"
    "schoolboy|boy|mother|father|rapper|convert|national|doctor|nurse|engineer|teacher|soldier|deserter|returnee|youth|"
    "member|ex-member|foreign fighter|medical student|volunteer|lorry driver|driver|farmer|carpenter|baker|cook|medic|"
    "businessman|graduate|labourer|tailor|shopkeeper|widow|housewife|extremist|radical|commander|rebel|guerrilla|"
    "Islamist|neo-Nazi|skinhead|dropout|computer scientist|computer student|law student"
)
_HEADS = (
    _PEOPLE
    + "|IS|ISIS|Isis|ISIL|who|named|called|in his|in her|and his|and her|aged|of \\d+|known|told|whose|barely|just"
)
_NOT_HEADS = (
    "border|army|regime|town|city|government|official|officials|forces|police|intelligence|president|rebel|rebels|"
    "opposition|civilians|civilian|captive|hostage|journalist|reporter|reporters|war|conflict|civil|consulate|embassy|"
    "prison|camp|desert|authorities|husband|wife|emir|broadcaster|channel|newspaper|soldiers|families|"
    "refugee|refugees|women|men|fighters|people|passport|accent|military|troops|uprising|revolution|television|TV|parents|territory|side|soil|victims|lawyer"
)
_CAPITAL = re.compile(r"\b(?!(?:The|An|In|This|That|One|From|For|Like)\b)[A-Z][a-zé]+(?:[ -][A-Z][a-z]+)?")
_BEFORE = re.compile(
    r"\b(?:an?|the|this|that|one|former|\d\d-year-old)\s+(?:(?!of\b|from\b|to\b|by\b|in\b|and\b)[a-z\d][\w-]*,?\s+){0,4}$|[,(]\s*(?:an?\s+)?$|^$",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"(?:^|\b(?:is|was|as)\s+|,\s*)(?:an?|the)\s+(?:[\w-]+\s+){0,2}$|\b(?:an?|the) (?:young|teenage|former|nervous|middle-aged|\d\d-year-old)\s+$",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\bone of (?:the |some |about |more than )?(?:\w+ )?$", re.IGNORECASE)
_SEDUCERS = re.compile(
    r"\b(?:by|met|married|marry|with|from|to|of|beside|under|for)\s+(?:an?|the|another)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_FROM = re.compile(
    r"(?:\b[Aa]n? (?:[\w-]+ ){1,3}from|\b(?:his|her) native|\bhome country of|\bhome ?town of|\bhome city of|\bhome in|\bhome to|\bfamily from|\b(?:life|childhood|upbringing|child|boy|girl|youth) in(?: \w+ern)?|\bfrom|\ba native of|\ba citizen of|\bhails from|\bof|\bborn and raised in|\bgrew up in|\bcivil servant in|\bback home in|\braised in)\s+(?:the\s+)?(?:(?:[\w-]+\s+)?(?:town|city|village|suburb|province|outskirts|part) of\s+(?:\w+ern )?|"
    r"(?:[A-Z]\w+[, ]+(?:in )?(?:[a-z]+(?:-[a-z]+)?(?:ern)?\s+)?)?)(?P<place>[A-Z][\w'’-]+(?:[ -][A-Z][\w-]+)?)"
)


def nationality_of(source: Source, spans: list[tuple[int, int]], name: str, group: str | None) -> Said | None:
    """Return the nationality the story gives its person; None where two are given, or none."""
    found = _attributive(source, spans, name) if source.language == "en" else _listed(source, spans)
    values = {one.value for one in found}
    if len(values) == 1:
        return found[0]
    if values:
        return None
    if source.language == "en":
        titled = _in_title(source)
        if titled is not None:
            return titled
        origin = _origin(source, spans, name)
        if origin is not None:
            return origin
    return _home(source, group)


def _attributive(source: Source, spans: list[tuple[int, int]], name: str) -> list[Said]:
    """Find demonyms that an English sentence says of its person, not of a border, a husband or a seducer."""
    found = []
    for start, end in spans:
        for one in _CAPITAL.finditer(source.text, start, end):
            code, stop = _demonym(one)
            city = code is None
            if code is None:
                code, stop = _city(one), one.end()
            if code is None:
                continue
            before, after = source.text[start : one.start()], source.text[stop : stop + 24].lstrip()
            if re.match(rf"(?:{_NOT_HEADS})\b", after) or re.match(r"[A-Z]\w+ \(?border", after):
                continue
            named = bool(name) and (after.startswith(name) or _apposed(before, name))
            general = bool(_BEFORE.search(before)) and not _SEDUCERS.search(before)
            headed = bool(re.match(rf"(?:{_PEOPLE if city else _HEADS})\b", after))
            alone = bool(re.match(r"[,.(]|$|\d\d\b", after)) and bool(_COPULA.search(before))
            counted = bool(_ONE_OF.search(before)) and source.text[one.start() : stop].endswith("s")
            if city:
                named = counted = alone = False
            if named or counted or (general and (headed or alone)):
                rule = "demonym beside the name" if named else "demonym of the person"
                found.append(said(source, "nationality", code, (one.start(), stop), rule))
    return found


def _apposed(before: str, name: str) -> bool:
    """Whether the name stands just before, as in `Selim Hale, a 22-year-old`."""
    return bool(
        re.search(
            rf"{re.escape(name)},? (?:\(?\d\d\)?,? )?(?:is |was )?(?:an? |the )?(?:former |young |\d\d-year-old )*$",
            before,
        )
    )


def _demonym(one: re.Match[str]) -> tuple[str | None, int]:
    """Return the country whose people a capitalised word names, and where the word ends."""
    for printed in dict.fromkeys((one[0], re.split(r"[ -]", one[0])[0])):
        stop = one.start() + len(printed)
        singular = printed[:-1] if printed.endswith("s") and not printed.endswith("ss") else printed
        listed = _people().get(printed)
        if listed:
            return listed, stop
        for form in (printed, singular):
            code = code_of(form) if len(form) > 3 else None
            if code and not _is_country(form):
                return code, stop
    return None, one.end()


def _city(one: re.Match[str]) -> str | None:
    """Return the country of a city, as in `a Melbourne nurse`."""
    homes = table("lands")["homes"]
    return next((code for code, cities in homes.items() if one[0] in cities), None)


@lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    listed = table("lands")["places"]
    own = {name: code for code, names in listed.items() for name in names}
    return own | {"American": "US", "Saudi": "SA", "Tajik": "TJ", "Iraqi": "IQ"}


@lru_cache(maxsize=4096)
def _is_country(printed: str) -> bool:
    """Whether a word names the country itself, and not its people."""
    code = code_of(printed)
    return code is not None and (
        printed == name_of(code)
        or printed in name_of(code).split()
        or printed in {"Britain", "England", "America", "Holland", "Scotland", "Wales"}
    )


def _in_title(source: Source) -> Said | None:
    """Find a demonym before a word for one who left in the title: `American ISIS defector`."""
    for one in _CAPITAL.finditer(source.title):
        code, stop = _demonym(one)
        if code and re.match(rf"\s+(?:\w+\s+)?(?:{_PEOPLE})\b", source.title[stop:], re.IGNORECASE):
            return Said("nationality", code, one.start(), stop, one[0], "demonym in the title", in_title=True)
    return None


def _origin(source: Source, spans: list[tuple[int, int]], name: str) -> Said | None:
    """Find where an English sentence says that its person comes from, next to the name."""
    homes = {city: code for code, cities in table("lands")["homes"].items() for city in cities}
    for start, end in spans:
        for one in _FROM.finditer(source.text, start, end):
            place = one["place"]
            code = homes.get(place) or (code_of(place) if _is_country(place) else None)
            close = name and source.text[: one.start()].rstrip(" ,0123456789").endswith(
                (name, name.rsplit(maxsplit=1)[-1])
            )
            lives = re.match(
                r"an? |his |her |home|family|life|child|upbringing|boy|girl|youth|hails|civil|grew|raised|back|born",
                one[0],
                re.IGNORECASE,
            )
            if code and (close or lives):
                return said(source, "nationality", code, one.span(), "where the person comes from")
    return None


def _shorter(place: str) -> list[str]:
    return [place, re.split("[ -]", place)[0]]


def _land_of(homes: Mapping[str, str], place: str) -> str | None:
    return homes.get(place) or (code_of(place) if _is_country(place) else None)


def _listed(source: Source, spans: list[tuple[int, int]]) -> list[Said]:
    """Find demonyms of another language."""
    found = []
    for code, names in table("lands").get(source.language, {}).items():
        for start, end in spans:
            looked = _forms(source.language, tuple(names))
            found += [
                said(source, "nationality", code, one.span(), "demonym")
                for one in looked.finditer(source.text, start, end)
            ]
    return sorted(found, key=lambda one: one.start)


@lru_cache(maxsize=512)
def _forms(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    both = [*names, *("ال" + name for name in names)] if language == "ar" else names
    return pattern(both, capitals=language in {"fr", "de", "es"})


def _home(source: Source, group: str | None) -> Said | None:
    from outspoken.people.extraction.groups import home_of, mentions  # noqa: PLC0415

    home = home_of(group) if group else None
    if home is None or any(code != home for code in _lands_named(source)):
        return None
    place = next(((start, end) for one, start, end in mentions(source.text) if one == group), None)
    return said(source, "nationality", home, place, "home of the group") if place else None


def _lands_named(source: Source) -> set[str]:
    """Return the countries whose people or best-known cities an English text names."""
    homes = {city: code for code, cities in table("lands")["homes"].items() for city in cities}
    found = {_demonym(one)[0] or homes.get(one[0], "") for one in _CAPITAL.finditer(source.text)}
    return {code for code in found if code} if source.language == "en" else set()
