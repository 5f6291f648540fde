"""How a word of a name sounds, and its skeleton of consonants: what different spellings of it share.

English, French, German and Turkish writers spell one sound differently (Shukri, Choukri,
Schukri, Şükri; Yousef, Jussuf; Qadhafi, Kadhafi, Gaddafi). The sound form knows three
vowels and one letter for each sound; the skeleton keeps its consonants; the coarse
skeleton takes those for one that are written for each other across scripts.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"[' \-.]", ""),
        (r"tsch|tch|cz", "x"),
        (r"dsch|dzh|dj|dg(?=[ei])", "j"),
        (r"sch|ssh|ch|sh|sy(?=[aiou])|sj", "x"),
        (r"zh", "j"),
        (r"kh|ck|q|c(?=[aoulrkt]|$)", "k"),
        (r"c", "s"),
        (r"gh|gu(?=[ei])", "g"),
        (r"ph", "f"),
        (r"ts|tz", "s"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"(?<=[aeiou])h(?=[^aeiouy]|$)", "h"),
        (r"ks", "x"),
        (r"oua|wa", "va"),
        (r"oui|oue|wi|we|wei", "vi"),
        (r"aou|ao(?=u)", "au"),
        (r"(?<=.)(?:ou|oo|uw|w(?=[^aeiouy]|$)|o)", "u"),
        (r"^(?:ou|oo|o)", "u"),
        (r"w", "v"),
        (r"(?:ee|ei|ai|ay|ey|iy|ie|ij|yi|e|y)(?=[^aeiou]|$)", "i"),
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[a])[ht]$", ""),
        (r"i(?=[aiu])", "y"),
        (r"uv$|uva$", "uv"),
        (r"iva$", "iv"),
        (r"(.)\1+", r"\1"),
    )
)
_COARSE = str.maketrans({"g": "k", "j": "k", "z": "s", "x": "s", "d": "t", "b": "p", "v": None, "h": None, "y": None})
_WEIGHED = {
    letter: group.upper() + letter + group.upper()
    for group, letters in {
        **{letter: letter for letter in "jxmnlr"},
        "k": "kg",
        "z": "zs",
        "t": "td",
        "b": "bp",
        "f": "fv",
    }.items()
    for letter in letters
} | {"y": "i"}
_NOT_SKELETON = re.compile(r"[aiuy]")


@lru_cache(maxsize=262144)
def sound_of(word: str) -> str:
    """Return the sound of a word in small Latin letters.

    >>> sound_of("youssef"), sound_of("yusuf"), sound_of("choukri"), sound_of("shukri")
    ('yusif', 'yusuf', 'xukri', 'xukri')
    """
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=262144)
def skeleton_of(word: str) -> str:
    """Return the consonants of a word, as they sound.

    >>> skeleton_of("mouthanna"), skeleton_of("muthena"), skeleton_of("ali")
    ('mtn', 'mtn', 'l')
    """
    return _NOT_SKELETON.sub("", sound_of(word))


@lru_cache(maxsize=262144)
def weighed_of(word: str) -> str:
    """Return the sound of a word with each consonant written three times, so that vowels count least.

    The outer two of the three stand for all consonants that are written for each other.

    >>> weighed_of("qadi"), weighed_of("gad")
    ('KkKaTdTi', 'KgKaTdT')
    """
    return "".join(_WEIGHED.get(letter, letter) for letter in sound_of(word))


@lru_cache(maxsize=262144)
def coarse_of(word: str) -> str:
    """Return the consonants of a word, those taken for one that writers put for each other.

    >>> coarse_of("qadhafi"), coarse_of("gaddafi"), coarse_of("ghathafi")
    ('ktf', 'ktf', 'ktf')
    """
    plain = skeleton_of(word).translate(_COARSE)
    return re.sub(r"(.)\1+", r"\1", plain)
