"""The numbers from 10 to 89 as several languages spell them, for ages that are written out."""

from __future__ import annotations

from functools import lru_cache

_UP_TO_19 = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "pt": "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "ru": "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty",
    "fr": "vingt trente quarante cinquante soixante",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen",
}
_UNITS = {
    "en": "one two three four five six seven eight nine",
    "fr": "et-un deux trois quatre cinq six sept huit neuf",
    "de": "ein zwei drei vier fünf sechs sieben acht neun",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve",
    "it": "uno due tre quattro cinque sei sette otto nove",
    "pt": "um dois três quatro cinco seis sete oito nove",
    "nl": "een twee drie vier vijf zes zeven acht negen",
    "ru": "один два три четыре пять шесть семь восемь девять",
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz",
}
_JOINED = {
    "en": ("{ten}-{unit}", "{ten} {unit}"),
    "fr": ("{ten}-{unit}", "{ten} {unit}"),
    "de": ("{unit}und{ten}",),
    "es": ("{ten} y {unit}",),
    "it": ("{ten}{unit}",),
    "pt": ("{ten} e {unit}",),
    "nl": ("{unit}en{ten}", "{unit}ën{ten}"),
    "ru": ("{ten} {unit}",),
    "tr": ("{ten} {unit}",),
}
_ARABIC = {
    "ten": "العشرين الثلاثين الأربعين الخمسين الستين السبعين",
    "unit": "الحادية الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة",
}


@lru_cache(maxsize=32)
def spelt(language: str) -> dict[str, int]:
    """Return the spelt numbers of a language, each with its value; none of a language that is not known.

    >>> spelt("en")["twenty-four"], spelt("de")["siebenunddreißig"], spelt("xx")
    (24, 37, {})
    """
    found = {word: 10 + place for place, word in enumerate(_UP_TO_19.get(language, "").split())}
    for place, ten in enumerate(_TENS.get(language, "").split()):
        found[ten] = 20 + 10 * place
        for unit, word in enumerate(_UNITS[language].split(), 1):
            for form in _JOINED[language]:
                found[form.format(ten=ten, unit=word)] = 20 + 10 * place + unit
    if language == "es":
        found |= {
            f"veinti{word}": 20 + unit
            for unit, word in enumerate(["uno", "dós", "trés", "cuatro", "cinco", "séis", "siete", "ocho", "nueve"], 1)
        }
    if language == "ar":
        for place, ten in enumerate(_ARABIC["ten"].split()):
            found[ten] = 20 + 10 * place
            found |= {f"{word} و{ten}": 20 + 10 * place + unit for unit, word in enumerate(_ARABIC["unit"].split(), 1)}
    return found


_FEW = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "un dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz on",
    "ru": "один два три четыре пять шесть семь восемь девять десять",
}
_ONES = frozenset(["a", "an", "une", "eine", "einen", "una"])


def small(language: str, word: str) -> int | None:
    """Return the value of a number from 1 to 12, in digits or spelt; None if it is none.

    >>> small("en", "two"), small("en", "an"), small("de", "acht"), small("en", "many")
    (2, 1, 8, None)
    """
    if word.isdigit():
        return int(word)
    if word in _ONES:
        return 1
    listed = _FEW.get(language, "").split()
    return listed.index(word) + 1 if word in listed else None
