"""Where a text names somebody: stretches that look like a person's name, in scripts with capitals and in Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from outspoken.people.extraction.groups import mentions as group_mentions
from outspoken.people.extraction.lexicon import given_names, table, words
from outspoken.people.extraction.places import place_of
from outspoken.people.extraction.records import Source
from outspoken.text.countries import code_of
from outspoken.text.locales import locale_of

_TOKEN = re.compile(
    r"[A-ZÇĞİÖŞÜÉ]\.(?:[A-ZÇĞİÖŞÜÉ]\.)*(?=[\s,;:)])|(?:(?:[aAeE][lnrtsdz]h?|[aA]sh|[uU]l)-)?[^\W\d_][^\W\d_’']*(?:[’'\-][^\W\d_]+)*"
)
_LINKS = frozenset(
    ["al", "el", "bin", "ibn", "bint", "ould", "abu", "van", "von", "de", "der", "da", "dos", "del", "den", "ul", "ad"]
)
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|ad|az|ul)-[A-ZÀ-Þ]")
_KUNYA = re.compile(
    r"(?<![\u0621-\u064A])(?:أبو|أبي|أبا|ابو|ابي|أم)\s+(?:عبد\s+)?[\u0621-\u064A]+(?:\s+ال[\u0621-\u064A]{3,})?"
)
_MADE_OF = re.compile(
    r"-(?:run|led|held|backed|born|based|style|controlled|speaking|era|trained|occupied|like|inspired|made|wide|year)$"
)
_CONTRACTED = re.compile(r"(?:I|He|She|It|We|They|You|That|There|What|Who)[’'](?:m|ve|d|ll|s|re)")
_AGED = re.compile(r"-year-olds?$|godišnj[ia]$|-letni[aey]?$|[Jj]ährige[rn]?$")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that looks like somebody's name."""

    name: str
    start: int
    end: int


def mentions(source: Source) -> list[Mention]:
    """Return what looks like names of persons, in the order of the text.

    >>> [one.name for one in mentions(Source("", "In Raqqa, Selim Hale met Abu Noor al-Masri.", "en"))]
    ['Selim Hale', 'Abu Noor al-Masri']
    """
    if source.language == "ar":
        return _arabic(source.text)
    return _capitalised(source)


def _arabic(text: str) -> list[Mention]:
    found = {one.start(): Mention(one[0], *one.span()) for one in _KUNYA.finditer(text)}
    for one in _arabic_names().finditer(text):
        first, *rest = one[0].split()
        family = bool(rest) and (rest[-1].endswith("ي") or rest[-1] in given_names())
        opens = text[: one.start()].rstrip()[-1:] in {"", ".", "\n", "؟", ":", "«", '"'}
        plain = first in _stops("common_words") and not family and not opens
        if not plain and not any(other.start <= one.start() < other.end for other in found.values()):
            found[one.start()] = Mention(one[0], *one.span())
    return sorted(found.values(), key=lambda one: one.start)


@lru_cache(maxsize=1)
def _arabic_names() -> re.Pattern[str]:
    """Return a pattern for a common given name, and the family name or second name behind it."""
    listed = sorted((name for name in given_names() if "ء" < name <= "ي\uffff"), key=len, reverse=True)
    names = "|".join(listed)
    return re.compile(rf"(?<![\u0621-\u064A])(?:{names})(?:\s+(?:ال[\u0621-\u064A]{{3,}}|{names}))?(?![\u0621-\u064A])")


def _capitalised(source: Source) -> list[Mention]:
    text = source.text
    starts = {start for start, _ in source.sentences()}
    groups = [(one.start, one.end) for one in group_mentions(text)]
    lower = {token for token in re.findall(r"[^\W\d_]+", text) if token.islower()}
    found = []
    for run in _runs(text):
        marked = (
            text[run[0].start() - 1 : run[0].start()] in "\"'“«‘"
            and text[run[-1].end() : run[-1].end() + 1] in "\"'”»’"
        )
        run = _trimmed(run, starts, lower, source.language, marked=marked)
        if not run:
            continue
        start, end = run[0].start(), run[-1].end()
        if re.search(r"[’']s$", text[start:end]):
            end -= 2
        run = [
            token for token in run if not any(begin < token.end() and token.start() < stop for begin, stop in groups)
        ]
        if not run or run[-1].end() < end or not _personal(run, source.language):
            continue
        start = run[0].start()
        if len(run) == 1 and start in starts and not _known(text, source.title, text[start:end], end):
            continue
        found.append(Mention(text[start:end], start, end))
    return found


def _known(text: str, title: str, word: str, end: int) -> bool:
    """Whether a sentence's first word is a name: a common one, one that comes again inside a sentence, or apposed."""
    if word in given_names() or word in re.findall(r"[^\W\d_]+", title[1:]):
        return True
    again = re.search(rf"[^.!?\s\"'“”][\"'“”]? [\"'“]?{re.escape(word)}\b", text)
    return bool(again) or bool(
        re.match(r",? (?:\d\d|aged \d|who|whose|now |satu|seorang)\b|,? and [A-Z]|,? \(", text[end:])
    )


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Return runs of capitalised words with single spaces between, and the small words that names hold."""
    runs: list[list[re.Match[str]]] = []
    current: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        joined = bool(current) and text[current[-1].end() : token.start()] == " "
        if _CONTRACTED.fullmatch(token[0]):
            continue
        capital = token[0][0].isupper() or bool(_ARTICLE.match(token[0]))
        ended = bool(current) and (
            current[-1][0].endswith(("'s", "’s")) or (current[-1][0].endswith(".") and token[0] in _stops("not_names"))
        )
        if current and not ended and joined and (capital or token[0] in _LINKS):
            current.append(token)
            continue
        if current:
            runs.append(current)
        current = [token] if capital else []
    if current:
        runs.append(current)
    for run in runs:
        while run and run[-1][0] in _LINKS:
            run.pop()
    return [run for run in runs if run]


def _trimmed(
    run: list[re.Match[str]], starts: set[int], lower: set[str], language: str, *, marked: bool
) -> list[re.Match[str]]:
    """Drop from the front what is no part of a name: a sentence's first word, demonyms, titles, roles."""
    while run and not (len(run) > 1 and marked):
        word = run[0][0]
        first = run[0].start() in starts or run[0].start() - 1 in starts
        common = (
            bool(_AGED.search(word))
            or word in _stops("not_names")
            or (first and word.lower() in lower and word not in given_names())
        )
        role = words(language, "others").fullmatch(word) or words(language, "former").fullmatch(word)
        role = role or words(language, "male").fullmatch(word) or words(language, "female").fullmatch(word)
        if (
            common
            or role
            or (len(run) > 1 and (_land(word) or word in _calendar()))
            or (language == "de" and first and len(run) > 2 and word not in given_names())
        ):
            run = run[1:]
            continue
        break
    return run


def _personal(run: list[re.Match[str]], language: str) -> bool:
    """Whether a run of words may name somebody: not a place, a day, an outlet, an abbreviation."""
    printed = [re.split("[’']", token[0])[0] if token[0][1:2] not in "'’" else token[0] for token in run]
    if len(run) == 1 and _MADE_OF.search(run[0][0]):
        return False
    if any(word in _stops("not_persons") or (word.isupper() and len(word) > 1 and "." not in word) for word in printed):
        return False
    whole = " ".join(printed)
    if (
        _land(whole)
        or place_of(whole)
        or whole in _calendar()
        or printed[0] in _calendar()
        or len(printed) > _MOST_WORDS
    ):
        return False
    return len(printed) > 1 or _one_word(whole, language)


def _one_word(word: str, language: str) -> bool:
    """Whether a single word may be a name: no initial, no creed, in German no noun."""
    if word in given_names():
        return True
    if language == "de" or len(word) < 2 or re.fullmatch(r"[^\W\d_]\.", word):
        return False
    return not word[0].islower() and not re.search(r"(?:ism|ist|ists|stan|ians|istan)$", word)


@lru_cache(maxsize=8192)
def _land(word: str) -> bool:
    if word in {name for names in table("lands")["places"].values() for name in names}:
        return True
    if word in {"Congolese", "Korean", "Dominican", "Georgian"}:
        return True
    others = (table("lands").get(language, {}) for language in ("fr", "de", "nl", "pl", "is", "tr"))
    if any(word in names for listed in others for names in listed.values()):
        return True
    return (
        len(word) > 3
        and word.isascii()
        and word not in given_names()
        and (code_of(word) or code_of(word.removesuffix("s"))) is not None
    )


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    """Return the names of months and days in the languages of the lexicon, and a few other words with capitals."""
    named = set(table("lexicon")["en"]["months"])
    for language in table("lexicon"):
        known = locale_of(language)
        for listed in (*known.months.values(), *known.days.values()):
            named |= {word for word in listed["wide"].values() if word[:1].isupper()}
    return frozenset(named)


@lru_cache(maxsize=3)
def _stops(kind: str) -> frozenset[str]:
    return frozenset(table("stops")[kind].split())
