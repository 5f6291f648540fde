"""Demonyms of English: which country's people a word names, whether it stands for a person, and for whom.

What two countries share (Congolese, Georgia) counts only where a town of one of them is named.
"""

from __future__ import annotations

import re
from functools import lru_cache

from outspoken.people.extraction.lexicon import table, words
from outspoken.people.extraction.places import is_country, place_of, places_in
from outspoken.text.countries import code_of

_DETERMINED = re.compile(
    r"(?:^|[\"“'(,:;—–\-]\s*|\b(?:an?|the|this|that|one|another|former|young|ex-\w+|our|are both|is|was|am|are|be|being|as|than|and|now|both|who's)\s+)"
    r"(?:(?:\d\d|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old,?\s+|(?!(?:of|from|to|by|in|and|with|at|for|on|who|that|whose|the|his|her|their|its|against|under|told|met)\b)[a-z][\w-]*,?\s+){0,4}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:by|(?:he|she|I|they|we) (?:had )?met|married|marry|marries|with|from|to|of|beside|under|for|against|killed|kill|behead\w*|guard\w*|hurt|beat|shot|like|"
    r"his|her|their|and his|and her|than|about|befriended|followed|hired|called|(?:his|her|their) \w+,? who (?:is|was))\s+(?:an?|the|another|two|some|one|this|that)?\s*(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_LANGUAGES = frozenset(["English"])
_BOTH = re.compile(
    r"\b(?:[Bb]oth|[Aa]ll (?:two|three|four|of them)|[Tt]he (?:two|three|pair|couple|brothers|sisters|men|women))\b[^.;]{0,24}(?:,|\bare|\bwere) (?:young |former )?$"
)
_NEW = re.compile(
    r"(?:^|[.,;:!?—–\n]\s*|\b(?:and|but|while|when|that)\s+)(?:an?|one|another|two)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_STORY_OF = re.compile(
    r"\b(?:story|testimony|tale|case|account|confessions?|interview|talk|spoke|speaks|arrest|return|trial|portrait|words|voice|face|faces|diary|memoir|letter|statement|life|message|meeting|conversation)\s+(?:of|with|to)\s+(?:an?|the)\s+(?:[\w-]+,?\s+){0,3}$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:is|was|am|are|be|’s|'s|who is|both)\s+(?:(?:an?|the|also|now|both|still|in fact|[\w-]+,)\s+){0,3}(?:[\w-]+,?\s+(?:and\s+)?){0,2}$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?:[,.;:)\"'”!?…]|$|\n|\s+(?:who|whose|whom|and|but|has|had|is|was|would|could|will|can|did|does|said|says|told|tells|now|then|in|at|from|with|of|by|"
    r"aged|by|named|called|known|living|born|that|when|after|to|on|for|as|himself|herself|[a-z]+ed|says|tells|helps|runs|sits|lives|works|wants|hopes|sells|studies|recalls|explains|admits|speaks|describes|remembers|claims|thinks|believes|expects|faces|drives|teaches|knows|sees|hides|insists|"
    r"adds|looks|seems|calls|spends|writes|visits|waits|shows|gives|takes|makes|goes|comes|keeps|stands|joins|joined|left|quit|fled|ran|went|came|spoke|wrote|sold|got|fell|swore|saw|kept|dug|drove|took|sang|rode|held|led|met|brought|bought|thought|caught|taught|fought|built|burnt|slept|wept|crept|spent|sent|lost|won|began|broke|chose|drank|ate|flew|forgot|forgave|gave|grew|heard|hid|knew|lay|lent|paid|put|read|rose|sat|shot|shook|stole|stood|struck|swam|threw|understood|woke|wore|would|rather|still|also|never|once|later|already|who's|first|"
    r"\d\d)\b)"
)
_BETWEEN = frozenset(["in", "of", "who", "and", "from", "is", "was", "the", "to", "at", "with", "by", "for", "on"])
_STOCK = re.compile(r" (?:stock|origins?|descent|extraction|parentage|background|roots|ancestry|heritage|blood)\b")


def demonym(text: str, one: re.Match[str]) -> tuple[str | None, int]:
    """Return the country whose people a capitalised word names, and where the word ends."""
    for printed in dict.fromkeys((one[0], re.split(r"[ -]", one[0])[0])):
        stop = one.start() + len(printed)
        singular = printed[:-1] if printed.endswith("s") and not printed.endswith("ss") else printed
        listed = _own().get(printed) or _own().get(singular)
        if listed:
            return listed, stop
        shared = _shared(text, singular)
        if shared:
            return shared, stop
        for form in (printed, singular):
            code = _code_of(form)
            if code and not is_country(form):
                return (None if form == "Georgian" and _shared(text, "Georgia") == "US" else code), stop
    return None, one.end()


def _shared(text: str, printed: str) -> str | None:
    """Return which of two countries a word means that both have a right to, by the towns that are named."""
    choices = {
        "Congolese": ("CD", "CG"),
        "Georgia": ("GE", "US"),
        "Korean": ("KR", "KP"),
        "Dominican": ("DO", "DM"),
    }.get(printed)
    if choices is None:
        return None
    named = {place.meaning for place in places_in(text)}
    fitting = [code for code in choices if code in named]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=8192)
def _code_of(form: str) -> str | None:
    return code_of(form) if len(form) > 3 and place_of(form) is None else None


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    listed = table("lands")["places"]
    return {name: code for code, names in listed.items() for name in names}


def stands_for_person(before: str, after: str, printed: str) -> bool:
    """Whether a demonym names a person: a person's noun follows, or none, behind an article or a copula."""
    if _STOCK.match(after) or (printed in _LANGUAGES and not is_person(after)):
        return False
    if re.search(r"\bone of (?:[\w-]+ ){0,3}$", before, re.IGNORECASE) or is_of_all(before):
        return True
    if re.match(r" like (?:him|her|me|himself|herself|us)\b", after):
        return True
    several = printed.endswith("s") and not printed.endswith(("ss", "ois"))
    if several or not _DETERMINED.search(before):
        return False
    if is_person(after):
        return True
    article = re.search(r"\b(?:an?|the|this|that|one|another)\s+(?:[\w-]+,?\s+){0,4}$", before, re.IGNORECASE)
    listed = re.search(r",\s*$", before) and re.match(r"[,.]", after)
    return bool(listed or (_VERB.match(after) and (article or _PREDICATE.search(before))))


def is_person(after: str) -> bool:
    """Whether one of the next two words is one for a person."""
    coming = re.match(r"[\s-]+((?:[\w-]+[\s-]?){1,3})", after)
    if not coming or after[:1] not in " -":
        return False
    people = _people()
    following = coming[1].strip().split()
    for place, word in enumerate(following[:3]):
        plain = word.lower().strip("-")
        if plain in people or plain.removeprefix("ex-") in people:
            tail = after[coming.start(1) + coming[1].index(word) + len(word) :]
            return not re.match(r"[’']s\b", tail)
        if place and plain in _BETWEEN:
            return False
    return False


def stands_for_thing(after: str) -> bool:
    """Whether what follows a demonym is no person: a border, an army, somebody's wife."""
    if _STOCK.match(after):
        return True
    word = re.match(r"[\s-]+([\w-]+)", after)
    return word is not None and word[1].lower() in _things()


def of_another(before: str, after: str = "") -> bool:
    """Whether the demonym is that of somebody met, married or followed."""
    found = _OBJECT.search(before)
    if re.search(r"\b[Tt]he $", before) and (
        _VERB.match(after) or re.match(r"[’']s (?:own|telling|account|words|story|version)\b", after)
    ):
        return False  # the one already spoken of
    if re.search(r"\bis one of (?:[\w-]+ ){0,3}$", before):
        return False
    if found is None or _STORY_OF.search(before):
        return False
    former = words("en", "former")
    return not (former.search(before, found.start()) or former.search(after[:30]))


def is_new(before: str) -> bool:
    """Whether the words before open with `a` or `one` where a clause begins."""
    return bool(_NEW.search(before)) and not _PREDICATE.search(before)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(table("lands")["persons"]["en"].split())


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return frozenset(table("lands")["things"]["en"].split())


def is_of_all(before: str) -> bool:
    """Whether the words before say a demonym of several: `both are`, `the brothers, young`."""
    return bool(_BOTH.search(before))
