"""Whether a story says that a name is not somebody's true one, or only what they are called."""

from __future__ import annotations

import re
from functools import lru_cache

from outspoken.people.extraction.lexicon import words
from outspoken.people.extraction.mentions import Mention
from outspoken.people.extraction.records import Source

_OPENED, _CLOSED = "\"'“«„‘‚»", "\"'”»“’«"
_CALLED = {
    "en": re.compile(
        r"(?:\b(?:[Cc]all|calls|called|calling) (?:me|him|her|himself|herself|him here|her here)(?: just| only)?|"
        r"\b(?:gave|gives|giving) (?:his|her|the|a|only the|just the)(?: first| false)? name(?: only)?(?: as)?(?: of)?|"
        r"\b(?:asks?|asked|wants?|wanted|wishes|wished|prefers?|preferred|insists on|likes) (?:us )?(?:to be|being) (?:called|known as|named|identified (?:only )?as|referred to as)(?: only| just| here)?|"
        r"\b(?:identified|known|introduced|introduces|referred to|described)(?: himself| herself| here| only| to us)*(?: only| just| simply)? as(?: only| just| simply)?|"
        r"\b(?:using|under|by|with|uses|chose|taken) (?:the|a|an)(?: assumed| false| first| other)? ?(?:name|pseudonym|alias|nickname|nom de guerre|war name|name of)(?: of)?|"
        r"\b(?:goes|went|going|known) by(?: the name)?(?: of)?|\bpseudonym|\bnom de guerre|\bnicknamed|\b[Aa]lias|\bwhom we (?:shall |will |have )?(?:call|name)(?:ed)?|"
        r"\b(?:we|it|this (?:news)?paper|this site) (?:shall|will|have|has)? ?(?:call|called|named|name) (?:him|her|them)|\bby the initials?|\bby (?:his|her) initials|\b(?:who|whom) (?:gave|gives) only (?:the|a) (?:first )?name)(?: of)?,?$"
    ),
}
_CHANGED = re.compile(
    r"\b(?:Her|His|Their|The|All|Some|Both)(?: real| own)? names? (?:has|have|had|was|were|is|are) (?:been )?(?:changed|altered)\b"
)
_ABOUT = {
    "en": re.compile(
        r"^[\"'”»]?(?:,? \(?(?:which is )?(?:(?:is|was|it is) )?not (?:his|her|their|the|a)(?: \w+)? (?:real|true|actual|birth|own) name|"
        r",? ?\((?:(?:his|her|the|all) )?(?:first |real )?names? (?:has |have |is |was |are )?(?:been )?(?:changed|altered|withheld)|"
        r",? (?:as|which is what|which is how|the name) (?:we|he|she|I) (?:will|shall|asked|asks|wants?|wished|wishes|chose|prefers|shall be|have|has)?[^.]{0,20}(?:call|called|known|named|chose)|"
        r",? whose (?:\w+ ){0,2}(?:name|surname|identity)[^.]{0,30}(?:changed|withheld|hidden|protect|not)|"
        r",? (?:he|she) (?:calls|called) (?:himself|herself)|,? ?\((?:a |an )?(?:pseudonym|alias|not [^)]{0,20}name|the name is)|, (?:a pseudonym|an alias|a false name|an assumed name|is not (?:his|her) name)|"
        r",? who (?:asked|asks|wished|declined|did not want|would not give|wants?)[^.]{0,40}(?:\bname|called|identified)|,? (?:is|was) a pseudonym)"
    ),
}


@lru_cache(maxsize=4096)
def is_hidden(source: Source, one: Mention) -> bool:
    """Whether the story says that the name is not a true one, or that somebody chose to be called so."""
    text, language = source.text, source.language
    before = text[max(0, one.start - 70) : one.start].rstrip(f" {_OPENED}")
    after = text[one.end : one.end + 90]
    called, about = _CALLED.get(language), _ABOUT.get(language)
    if (called and called.search(before)) or (about and about.search(after)):
        return True
    if language != "en" and _ends_with(language).search(before):
        return True
    return bool(words(language, "pseudonym_about").search(re.split(r"[.;]", after)[0])) or _said_of(source, one)


@lru_cache(maxsize=4096)
def is_announced(source: Source, one: Mention) -> bool:
    """Whether the name is hidden, or only what somebody is called: after `named`, between quotation marks."""
    text = source.text
    if is_hidden(source, one):
        return True
    before = text[max(0, one.start - 70) : one.start].rstrip(f" {_OPENED}")
    if _ends_with(source.language).search(before):
        return True
    marks = (
        text[one.start - 1 : one.start] in _OPENED and text[one.end : one.end + 1] in _CLOSED and one.end < len(text)
    )
    return marks and one.start > 0 and len(one.name.split()) == 1


def all_hidden(source: Source) -> bool:
    """Whether the story says so of no name in particular: `Her name has been changed` somewhere in it."""
    return source.language == "en" and bool(_CHANGED.search(source.text))


def _said_of(source: Source, one: Mention) -> bool:
    """Whether the next sentence says so: `... to be called Yunus. It is not his real name`."""
    if source.language != "en" or not _denies(source.text):
        return False
    following = source.text[one.end : one.end + 240]
    name = re.escape(one.name)
    return bool(
        re.search(rf"\b(?:It|That|This|{name}) (?:is|was) not (?:his|her) (?:real |true |own )?name\b", following)
        or re.search(
            rf"\b{name}[\"'”]? (?:is|was) not (?:his|her) (?:real|true|own)? ?name\b", source.text[one.start :]
        )
    )


@lru_cache(maxsize=32)
def _denies(text: str) -> bool:
    """Whether a text says anywhere that something is not somebody's name: looked for once, as most never do."""
    return bool(re.search(r"\b(?:is|was) not (?:his|her)\b", text))


@lru_cache(maxsize=32)
def _ends_with(language: str) -> re.Pattern[str]:
    return re.compile(rf"{words(language, 'pseudonym_before').pattern}$", re.IGNORECASE)
