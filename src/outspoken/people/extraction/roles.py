"""What a story's person did in the group: fighter, cook, guard, wife; not what they did before or do today.

A word for a job counts only where the group stands beside it, or words of serving before it; what is said of
another (an emir, a husband) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from outspoken.people.extraction.groups import mentions as groups_in
from outspoken.people.extraction.lexicon import pattern, table
from outspoken.people.extraction.phrases import Found, Phrases
from outspoken.people.extraction.records import Said, Source, said

_SERVED = {
    "en": re.compile(
        r"\b(?:(?:worked|served|work|serving|employed|acted|trained|hired|used|appointed|recruited|enlisted|registered|volunteered|kept|job|duty|posted|installed|put to work) (?:there |for \w+ |briefly |first |mostly )?(?:him |her |me )?(?:was |as |to be )|"
        r"(?:made|making) (?:him|her|me) |became |was (?:made |named |appointed |promoted to )|given as )(?:an? |the |one of its |their )?(?:[\w-]+ ){0,2}$"
    ),
    "ar": re.compile(
        r"(?:عمل|عملت|يعمل|تعمل|وعمل|وعملت|خدم|أمضاها|قضاها|اشتغل|عُين|عين|حياتها|تزوجت|السابق في)[\s\w]{0,16}$"
    ),
    "fr": re.compile(r"\b(?:comme|employée? comme|devenue?|travaillé comme|servi comme|en tant que) (?:une? )?$"),
    "de": re.compile(r"\b(?:als|zunächst als|arbeitete als|diente als|stand) $"),
    "es": re.compile(r"\b(?:fue|como|de|trabajó como|era) (?:una? )?$"),
    "id": re.compile(r"\b(?:sebagai|jadi|menjadi|bekerja sebagai|bekerja) (?:seorang )?$"),
    "tr": re.compile(r"(?:\w+'?[dt]a|kampında|örgütte) $"),
}
_OF = re.compile(
    r"^(?: (?:fighter|member|soldier))? (?:in|for|of|with|at|to|by|inside|under)(?: (?:the|an?|its|their|their own|one of|[\w-]+(?:’s|'s)?)){0,3} ?[\"'“]?$"
)
_OTHERS = re.compile(
    r"\b(?:by|his|her|their|an?other|killed|met|told|asked|under|against) (?:an? |the )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_MARRIED = re.compile(
    r"\b(?:(?:given|taken|sold) as (?:a )?wife|(?:was |were |been |forced to )?(?:married|marry) (?:to |off to )?(?:an?|one of its|the|its) (?:[\w-]+ ){0,3}?(?:fighter|member|commander|emir|militant|officer|soldier|jihadist|recruiter|courier|leader|man she)|"
    r"wife (?:of|to) an? (?:[\w-]+ ){0,3}?(?:fighter|member|commander|emir|militant|officer|soldier|jihadist|leader))\b"
)


def roles_of(source: Source, spans: Sequence[tuple[int, int]]) -> list[Said]:
    """Return what a story's person did in the group, each once, in the order of the text.

    >>> [one.value for one in roles_of(Source("", "He worked as a cook for ISIS.", "en"), [(0, 29)])]
    ['cook']
    """
    found = [*_deeds(source, spans), *_jobs(source, spans)]
    first: dict[str, Said] = {}
    for one in sorted(found, key=lambda role: role.start):
        first.setdefault(one.value, one)
    return list(first.values())


def _deeds(source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[Said]:
    """Find verbs that say a role by themselves."""
    if source.language != "en":
        return
    for role, looked in _verbs():
        for start, end in spans:
            for one in looked.finditer(source.text, start, end):
                yield said(source, "role", role, one.span(), "deed in the group")
    for start, end in spans:
        for one in _MARRIED.finditer(source.text, start, end):
            yield said(source, "role", "wife", one.span(), "married into the group")


def _jobs(source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[Said]:
    """Find words for a job behind words of serving, or beside the group's name."""
    text = source.text
    groups = groups_in(text)
    served = _SERVED.get(source.language)
    jobs = _jobs_in(text, source.language)
    for start, end in spans:
        for one in jobs:
            if not start <= one.start < end:
                continue
            before = text[max(start, one.start - 60) : one.start]
            if served and served.search(before):
                yield said(source, "role", one.meaning, (one.start, one.end), "word of serving before the job")
            elif source.language == "en" and _of_group(text, one, groups) and not _OTHERS.search(before[-24:]):
                yield said(source, "role", one.meaning, (one.start, one.end), "job beside the group")


def _of_group(text: str, one: Found, groups: Sequence[Found]) -> bool:
    """Whether a group is named just before the job (`an ISIS cook`), or after it (`a cook for ISIS`)."""
    return any(
        (0 < one.start - group.end <= 8 and re.fullmatch(r"[’']?s? (?:group )?", text[group.end : one.start]))
        or (0 <= group.start - one.end <= 40 and _OF.match(text[one.end : group.start]))
        for group in groups
    )


@lru_cache(maxsize=32)
def _jobs_in(text: str, language: str) -> tuple[Found, ...]:
    return tuple(_phrases(language).find(text))


@lru_cache(maxsize=1)
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((role, pattern(listed)) for role, listed in table("roles")["deeds"].items())


@lru_cache(maxsize=32)
def _phrases(language: str) -> Phrases:
    made = Phrases()
    for role, listed in table("roles").get(language, {}).items():
        made.put(listed, role, as_printed=False)
    return made
