"""Write names of Arabic, Persian, Cyrillic, Turkish and other letters in plain Latin ones.

Arabic script leaves short vowels out. They are not guessed one by one: an `a` is set
where two consonants meet, so that such a word can be laid beside a Latin spelling letter
by letter, and what really decides is the skeleton of consonants, which both scripts share.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from outspoken.text.letters import tidy


def _spelt(letters: str, latin: str) -> dict[str, str]:
    return dict(zip(letters, latin.split(), strict=True))


_ARABIC = {
    **_spelt(
        "ابتجحخدرزسشصضطظعغفقكلمنهوي",
        "a b t j h kh d r z s sh s d t z ' gh f q k l m n h w y",
    ),
    "ث": "th",
    "ذ": "dh",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ٱ": "a",
    "ء": "",
    "ئ": "y",
    "ؤ": "w",
    "ى": "y",
    "ة": "a",
    "پ": "p",
    "چ": "ch",
    "ژ": "zh",
    "گ": "g",
    "ڤ": "v",
    "ک": "k",
    "ی": "y",
    "ہ": "h",
    "ھ": "h",
    "ے": "y",
    "ں": "n",
    "ټ": "t",
    "ډ": "d",
    "ړ": "r",
    "ږ": "zh",
    "ښ": "sh",
    "ڼ": "n",
    "ې": "i",
    "ۍ": "i",
    "څ": "ts",
    "ځ": "z",
    "ګ": "g",
    "ٹ": "t",
    "ڈ": "d",
    "ڑ": "r",
    "ۆ": "o",
    "ێ": "e",
    "ە": "a",
    "ڵ": "l",
    "ڕ": "r",
    "ۇ": "u",
    "ۋ": "v",
    "ڭ": "ng",
    "ۀ": "a",
}
_CYRILLIC = {
    **_spelt(
        "абвгдезийклмнопрстуфхцчшщыэюя",
        "a b v g d e z i y k l m n o p r s t u f kh ts ch sh sh y e yu ya",
    ),
    "ж": "zh",
    "ё": "yo",
    "ъ": "",
    "ь": "",
    "і": "i",
    "ї": "yi",
    "є": "ye",
    "ґ": "g",
    "ў": "v",
    "ә": "a",
    "ғ": "gh",
    "қ": "q",
    "ң": "ng",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "ҳ": "h",
    "ҷ": "j",
    "ӣ": "i",
    "ӯ": "u",
    "ј": "j",
    "љ": "lj",
    "њ": "nj",
    "ћ": "c",
    "ђ": "dj",
    "џ": "dj",
    "ӏ": "",
}
_LATIN = {
    "ı": "i",
    "ş": "sh",
    "ç": "ch",
    "ğ": "gh",
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "đ": "dj",
    "ł": "l",
    "þ": "th",
    "ð": "dh",
    "š": "sh",
    "č": "ch",
    "ž": "zh",
    "ć": "ch",
    "ḫ": "kh",
    "ḵ": "kh",
    "ġ": "gh",
    "ṯ": "th",
    "ḏ": "dh",
    "ə": "a",
    "œ": "oe",
    "ʿ": "'",
    "ʾ": "'",
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "ʻ": "'",
    "ʼ": "'",
    "′": "'",
    "ʽ": "'",
}
_GREEK = _spelt(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t y f h ps o",
)
_LETTERS = {**_CYRILLIC, **_LATIN, **_GREEK}
_HAS_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")
_LAM_ALIF_ARTICLE = re.compile(r"^(?:ال|وال)(?=..)")
_OTHER = re.compile(r"[^a-z'.,\- ]+")
_VOWELS = "aeiou"


def script_of(text: str) -> str:
    """Name the script that a text is mainly written in: latin, arabic, cyrillic or other.

    >>> script_of("أبو حمزة"), script_of("Заур"), script_of("Abu Hamza")
    ('arabic', 'cyrillic', 'latin')
    """
    if text.isascii():
        return "latin"
    if _HAS_ARABIC.search(text):
        return "arabic"
    if _HAS_CYRILLIC.search(text):
        return "cyrillic"
    first = next((letter for letter in text if letter.isalpha()), "a")
    return "latin" if unicodedata.name(first, "").startswith("LATIN") else "other"


@lru_cache(maxsize=65536)
def in_latin(text: str) -> str:
    """Return a name in small Latin letters, apostrophes, full stops, commas, hyphens and spaces.

    >>> in_latin("أبو حمزة التونسي"), in_latin("Заурбек Гучаев"), in_latin("Şükrü Ağaoğlu")
    ('abu hamza al-tunasi', 'zaurbek guchaev', 'shukru aghaoghlu')
    """
    plain = unicodedata.normalize("NFKC", tidy(text)).replace("ـ", "").casefold().replace("i̇", "i")
    if _HAS_ARABIC.search(plain):
        plain = " ".join(map(_arabic_word, re.split(r"[ \u200c]+", plain)))
    if not plain.isascii():
        plain = "".join(_LETTERS.get(letter, letter) for letter in plain)
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    if not plain.isascii():
        plain = _anything(plain)
    return " ".join(_OTHER.sub(" ", plain.replace("_", " ").replace("/", " ")).split())


def _anything(text: str) -> str:
    """Write what is left (Chinese, Hebrew, Georgian ...) as the Unicode consortium's rules do."""
    from rigour.text import ascii_text  # noqa: PLC0415 - rarely needed

    return str(ascii_text(text)).casefold()


def _arabic_word(word: str) -> str:
    if not _HAS_ARABIC.search(word):
        return word
    word = "".join(one for one in unicodedata.normalize("NFC", word) if not unicodedata.combining(one))
    article = bool(_LAM_ALIF_ARTICLE.match(word)) and len(word) > 4
    if article:
        word = _LAM_ALIF_ARTICLE.sub("", word)
    if word in _WHOLE:
        return ("al-" if article else "") + _WHOLE[word]
    if len(word) > 4 and word.startswith("عبد"):
        return ("al-" if article else "") + "abd " + _arabic_word(word[3:])
    letters = [_ARABIC.get(letter, letter if letter.isascii() else "") for letter in word]
    return ("al-" if article else "") + _voiced([one for one in letters if one])


def _voiced(letters: list[str]) -> str:
    """Read w and y as vowels between consonants, and set an `a` between two consonants that meet."""
    sounds: list[str] = []
    for place, letter in enumerate(letters):
        following = letters[place + 1] if place + 1 < len(letters) else ""
        before = sounds[-1] if sounds else ""
        if letter in {"w", "y"}:
            consonant = before == "" or before[-1] in _VOWELS or following in {"a", "w", "y"}
            sounds.append(letter if consonant else {"w": "u", "y": "i"}[letter])
            continue
        if letter == "'":
            sounds.append("'" if before and before[-1] in _VOWELS else "a")
            continue
        if before and before[-1] not in _VOWELS and letter[0] not in _VOWELS and before != "'":
            sounds.append("a")
        sounds.append(letter)
    return "".join(sounds)


_WHOLE = {
    "محمد": "muhammad",
    "أحمد": "ahmad",
    "احمد": "ahmad",
    "محمود": "mahmud",
    "عمر": "umar",
    "عثمان": "uthman",
    "علي": "ali",
    "أبو": "abu",
    "ابو": "abu",
    "أبي": "abu",
    "ابي": "abu",
    "أم": "umm",
    "ام": "umm",
    "بو": "abu",
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ولد": "ould",
    "آل": "al",
    "ال": "al",
    "عبد": "abd",
    "الله": "allah",
    "الدين": "din",
    "لله": "allah",
    "ابراهيم": "ibrahim",
    "إبراهيم": "ibrahim",
    "اسماعيل": "ismail",
    "إسماعيل": "ismail",
    "يوسف": "yusuf",
    "حسين": "husayn",
    "ملا": "mulla",
    "مولوي": "mawlawi",
    "شيخ": "shaykh",
    "حاج": "hajj",
    "حاجي": "hajji",
    "سيد": "sayyid",
    "دكتور": "dr",
    "مصطفى": "mustafa",
    "مصطفي": "mustafa",
    "موسى": "musa",
    "عيسى": "isa",
    "يحيى": "yahya",
    "منذر": "mundhir",
    "كريم": "karim",
    "رحمن": "rahman",
    "حمزة": "hamza",
    "مريم": "maryam",
    "فاطمة": "fatima",
    "خديجة": "khadija",
    "عائشة": "aisha",
    "طارق": "tariq",
    "خالد": "khalid",
    "صالح": "salih",
    "عبدالله": "abd allah",
    "سليمان": "sulayman",
    "أسامة": "usama",
    "اسامة": "usama",
    "مسلم": "muslim",
    "مختار": "mukhtar",
    "منصور": "mansur",
    "مجاهد": "mujahid",
    "ناصر": "nasir",
    "قاسم": "qasim",
    "حكيم": "hakim",
}
"""Words so common that their vowels are known to everybody."""
