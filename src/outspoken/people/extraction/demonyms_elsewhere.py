"""Demonyms of other languages: which words they are, and what stands around them where they are a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from outspoken.people.extraction.lexicon import table
from outspoken.people.extraction.phrases import Found, Phrases
from outspoken.people.extraction.records import Source

_ALIKE = {"bs": "hr", "nb": "no", "ms": "id"}


def demonyms_in(source: Source) -> Iterator[tuple[Found, bool]]:
    """Yield the demonyms of a text that is not English, each with whether it stands for a person.

    >>> text = "Le Tunisien raconte ; la police tunisienne se tait."
    >>> [(one.meaning, stands) for one, stands in demonyms_in(Source("", text, "fr"))]
    [('TN', True), ('TN', False)]
    """
    language, text = _ALIKE.get(source.language, source.language), source.text
    for one in _phrases(language).find(text):
        before, after = text[max(0, one.start - 40) : one.start], text[one.end : one.end + 40]
        yield one, _fits(language, before, after)


@lru_cache(maxsize=32)
def _phrases(language: str) -> Phrases:
    made = Phrases()
    for code, names in table("lands").get(language, {}).items():
        forms = [*names, *("ال" + name for name in names)] if language == "ar" else names
        made.put(forms, code, as_printed=language in {"fr", "de", "nl", "tr", "pl"})
    return made


_FITS: dict[str, tuple[str, str]] = {
    "fr": (
        r"(?:^|[.!?»]\s|\b(?:[Cc]e|[Cc]ette|[Ll]e|[Ll]a|[Uu]n|[Uu]ne|jeune|est|ancien|ancienne|cet|ressortissante?|citoyenn?e?|,)\s+|\b[Ll]['’])$",
        r"(?! (?:police|armée|justice|frontière))",
    ),
    "de": (
        r"(?:^|[.!?:–]\s|\b(?:[Dd]er|[Dd]ie|[Ee]in|[Ee]ine|[Dd]em|[Dd]en|[Ee]inen|[Ee]iner|junge|jungen|ist|gebürtige[rn]?|heute \d\d-?jährige|\d\d-?[Jj]ährige[nr]?)\s+)$",
        r"(?! [A-ZÄÖÜ]\w+(?:ung|polizei|armee|behörden|grenze|regierung|regime))",
    ),
    "es": (
        r"(?:^|[.!?]\s|,\s|\b(?:[Ee]l|[Ll]a|[Uu]n|[Uu]na|[Ee]ste|[Ee]sta|es|joven|ciudadan[oa]|ex ?guerriller[oa]|excombatiente|yihadista|mujer|hombre|soy)\s+)$",
        r"(?! (?:gobierno|ejército))",
    ),
    "it": (r"(?:^|[.!?]\s|,\s|\b(?:[Ii]l|[Ll]a|[Uu]n|[Uu]na|è|giovane|cittadin[oa])\s+|\b[Ll]['’]|\b[Uu]n['’])$", r""),
    "pt": (r"(?:^|[.!?]\s|,\s|\b(?:[Oo]|[Aa]|[Uu]m|[Uu]ma|é|jovem|cidadão|cidadã)\s+)$", r""),
    "nl": (
        r"(?:^|[.!?]\s|,\s|\b(?:[Dd]e|[Ee]en|is|jonge)\s+)$",
        r"(?=[,.;:]| (?:uit|is|was|die|werd|vertelt|zegt|keerde|zat|ging|trok|vertrok|van|met|in|wil|heeft|had|naar)\b|$)",
    ),
    "ar": (
        (
            r"(?:^|[.\n»:]\s*|(?:^|\s)(?:شاب|شابة|الشاب|الشابة|رجل|امرأة|سيدة|السيدة|الرجل|المرأة|الفتاة|المعلمة|المواطن|المواطنة|الطالبة|المجند|العائدة|الأرملة|فتاة|مواطن|مواطنة|مقاتل|المقاتل|منشق|المنشق|منشقة|داعشي|داعشية|طالب|طالبة|مجند|انتحاري|شخص|وهو|وهي|هو|هي|كان|كانت|قال|قالت|يقول|تقول|روى|روت|الطالب|القيادي|"
            r"السعودي|الداعشي|الداعشية|عائد|العائد|أرملة|زوجة|أم|طبيب|ممرضة|مهاجر|الشيخ|تحدثت|تحدث|ويقول|وقال|وروت|قيادي|متطوع|جهادي|الجهادي|إرهابي|الإرهابي)\s+)$"
        ),
        r"",
    ),
    "tr": (r"", r"(?! \w+(?:ler|lar|leri|ları|lerin|ların|ordusu|güçleri|polisi)\b)(?!\w)"),
    "id": (r"", r"(?! (?:lainnya|yang lain))"),
}


def _fits(language: str, before: str, after: str) -> bool:
    """Whether a demonym of another language stands for a person, by the words around it."""
    earlier, later = _FITS.get(language, ("", ""))
    return bool(re.search(earlier, before)) and bool(re.match(later, after))
