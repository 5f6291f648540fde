"""Parse a personal name into words with roles: kunya, nisba, given, filiation, patronymic, initial, title.

Pure and cached. The parse of a parsed name's `spelling` is that parsed name again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from outspoken.text.names.known import known_part, shares_of_skeletons
from outspoken.text.names.particles import (
    ARTICLES,
    DEVOUT,
    DEVOUT_TO,
    DIN,
    ENDINGS,
    FATHER,
    GOD,
    MOTHER,
    NISBAS,
    OFFSPRING,
    SON,
    SUN_ARTICLES,
    TITLES,
)
from outspoken.text.names.scripts import in_latin, script_of
from outspoken.text.names.sounds import coarse_of, skeleton_of, sound_of, weighed_of

_ABD = re.compile(r"abd(?:(?:ou|oo|[ueao])(?:l|ll|r|s|ss|sh|n|z|d|t)?)?")
_ABD_GLUED = re.compile(
    r"abd(?:(?:ou|oo|[ueaoi])l(?=...)|(?:ou|oo|[ueao])([rsnzdt])(?=\1..)|(?:ou|oo|[ueao])s(?=h)|(?:ou|oo|[uaoi])?(?=[^aeiouylh\W]...))(.+)"
)
_ABDALLAH = re.compile(r"[ao]?abd(?:ou|[ueaoi])?l+[ae]h?|abdoulaye")
_DIN_GLUED = re.compile(r"(.{3,}?)(?:[aeiuo]l?d|[aeiuo]?d|[aeiuo])?d(?:in|een|ine|yn)e?")
_ALLAH_GLUED = re.compile(r"(.{3,}?)(?:[aueo]l?lah|llah)")
_ABU_GLUED = re.compile(r"(?:abu|abou|aboo)l?([^aeiouyl].{3,})")
_DOUBLE_GLUED = re.compile(f"({'|'.join(DEVOUT)})({'|'.join(DEVOUT_TO)})")
_AL_GLUED = re.compile(r"[ae]l([^aeiouylh][aeiouyh].{3,})")
_PATRONYMIC = re.compile(
    r"(.{2,}?)[iy]?(?:[oeiyau]?[vu]i(?:ch|t|c|tch)|[oeyiau]?[vu]na|[oeyi]vych)|(il|luk|kuzm|fom|nikit)[iy]+ch(?:na)?"
)
_SHORT = {"mohd": "muhammad", "md": "muhammad", "mhd": "muhammad", "muh": "muhammad", "mohd.": "muhammad"}
_EMPTY = frozenset(["unknown", "anonymous", "unnamed", "nameless", "na", "none", "nn", "anon"])
_COUNTRIES = {sound_of(nisba): country for nisba, country in NISBAS.items()}
_MOST_WORDS = 8
_LONGEST_WORD = 40


class Role(IntEnum):
    """What a word does in a name."""

    GIVEN = 0
    """A given or family name: which of the two is seldom sure."""
    KUNYA = 1
    """The word after Abu or Umm."""
    NISBA = 2
    """Where somebody, or an ancestor, comes from; the tribe."""
    FILIATION = 3
    """The word after bin, ibn, ould."""
    PATRONYMIC = 4
    """A father's name as a word of its own: Petrovich."""
    INITIAL = 5
    """A single letter."""
    TITLE = 6
    """Sheikh, Mullah, Hajji, Dr."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: how it is written, how it sounds, and what it does."""

    text: str
    role: Role

    @property
    def sound(self) -> str:
        """How it sounds, in three vowels."""
        return sound_of(self.text)

    @property
    def weighed(self) -> str:
        """Its sound, consonants counting more than vowels."""
        return weighed_of(self.text)

    @property
    def skeleton(self) -> str:
        """Its consonants."""
        return skeleton_of(self.text) or self.text

    @property
    def coarse(self) -> str:
        """Its consonants, those taken for one that are written for each other."""
        return coarse_of(self.text) or self.text[:1]


def share_of(word: Word) -> float:
    """Return the share of people who bear a part of a name, roughly; 0 where it is none of the known ones.

    A patronymic is as common as the father's name in it.

    >>> share_of(Word("petrovich", Role.PATRONYMIC)) == share_of(Word("petr", Role.GIVEN)) > 0
    True
    """
    if word.role is Role.PATRONYMIC and (found := _PATRONYMIC.fullmatch(word.text)):
        return max(shares_of_skeletons().get(skeleton_of(found[1] or found[2]), 0.0), known_part(word.text)[1])
    return known_part(word.text)[1]


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name, taken apart."""

    words: tuple[Word, ...]
    """The words that tell somebody apart, without articles and particles."""
    titles: tuple[str, ...]
    mother: bool
    """Whether the kunya is a mother's: Umm."""
    script: str
    """latin, arabic, cyrillic or other."""

    @property
    def kunya(self) -> Word | None:
        """The word after Abu or Umm, if there is one."""
        return next((word for word in self.words if word.role is Role.KUNYA), None)

    @property
    def only_kunya(self) -> bool:
        """Whether nothing but a kunya is known: the weakest of names."""
        return bool(self.words) and all(word.role is Role.KUNYA for word in self.words)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that its nisbas point to."""
        found = (_COUNTRIES.get(word.sound) for word in self.words if word.role is Role.NISBA)
        return tuple(dict.fromkeys(country for country in found if country))

    @property
    def spelling(self) -> str:
        """The name in one plain spelling, which parses to the same name."""
        before = {Role.KUNYA: "umm " if self.mother else "abu ", Role.NISBA: "al-", Role.FILIATION: "bin "}
        return " ".join([*self.titles, *(before.get(word.role, "") + word.text for word in self.words)])

    def __bool__(self) -> bool:
        return bool(self.words)


@lru_cache(maxsize=262144)
def parse_name(printed: str) -> ParsedName:
    """Take a name apart; a name that says nothing ("Unknown") has no words.

    >>> name = parse_name("Sheikh Abou Abdurrahman at-Tunisi")
    >>> name.kunya.text, name.countries, name.titles, name.spelling
    ('abd rahman', ('TN',), ('sheikh',), 'sheikh abu abd rahman al-tunisi')
    >>> parse_name("Aboubakr").kunya.text, bool(parse_name("Unknown"))
    ('bakr', False)
    """
    script = script_of(printed)
    plain = in_latin(printed)
    if plain.count(",") == 1:  # family name first
        family, _, given = plain.partition(",")
        plain = f"{given} {family}"
    atoms = [part for token in re.split(r"[ \-,]+", plain) if token for part in _atoms(token)]
    if set(atoms) <= _EMPTY:
        return ParsedName((), (), mother=False, script=script)
    words, titles, mother = _Reader(atoms).read()
    return ParsedName(tuple(words[:_MOST_WORDS]), tuple(titles), mother=mother, script=script)


def _atoms(token: str) -> Iterator[str]:
    """Cut one written word into the words it is glued of."""
    initials = [part for part in token.split(".") if part]
    if len(initials) > 1:
        for part in initials:
            yield from _atoms(part)
        return
    word = token.replace("'", "").replace(".", "")[:_LONGEST_WORD]
    word = _SHORT.get(word, word)
    if not word:
        return
    for pattern, parts in _GLUED:
        found = pattern.fullmatch(word)
        if found:
            for piece in parts:
                if isinstance(piece, str):
                    yield piece
                else:
                    yield from _atoms(found[piece])
            return
    yield "abd" if _ABD.fullmatch(word) else word


_GLUED: tuple[tuple[re.Pattern[str], tuple[str | int, ...]], ...] = (
    (_ABDALLAH, ("abd", "allah")),
    (_ABD_GLUED, ("abd", 2)),
    (_ABU_GLUED, ("abu", 1)),
    (_DIN_GLUED, (1, "din")),
    (_ALLAH_GLUED, (1, "allah")),
    (_DOUBLE_GLUED, (1, 2)),
    (_AL_GLUED, ("al", 1)),
)
"""Spellings of several words in one, and the parts they are cut into: words, or groups of the pattern."""


class _Reader:
    """Reads the words of a name from the left, each with what stands before it."""

    def __init__(self, atoms: Sequence[str]) -> None:
        self._atoms = atoms
        self._at = 0
        self._words: list[Word] = []
        self._titles: list[str] = []
        self._mother = False

    def read(self) -> tuple[list[Word], list[str], bool]:
        """Return words, titles, and whether there is a mother's kunya."""
        while self._at < len(self._atoms):
            self._next()
        if not self._words:
            self._words, self._titles = [Word(title, Role.GIVEN) for title in self._titles], []
        return self._words, self._titles, self._mother

    def _next(self) -> None:
        article = self._skip_articles()
        atom = self._atoms[self._at]
        more = self._at + 1 < len(self._atoms)
        self._at += 1
        if (atom in DIN or atom in GOD) and self._words and self._words[-1].role is not Role.INITIAL:
            last = self._words.pop()
            self._words.append(Word(f"{last.text} {'din' if atom in DIN else 'allah'}", last.role))
        elif atom in ENDINGS and self._words and _takes_ending(self._words[-1], atom):
            self._words.append(Word(self._words.pop().text + atom, Role.GIVEN))
        elif more and (atom in FATHER or atom in MOTHER):
            self._mother = self._mother or atom in MOTHER
            self._name(Role.KUNYA)
        elif atom in SON:
            if more:
                self._name(Role.FILIATION)
        elif atom in OFFSPRING and self._words:
            pass
        elif atom in TITLES:
            self._titles.append(atom)
        else:
            self._at -= 1
            self._name(Role.NISBA if article else Role.GIVEN)

    def _name(self, role: Role) -> None:
        """Take the next word, with what belongs to it, as one of that role."""
        self._skip_articles()
        atom = self._atoms[self._at]
        self._at += 1
        text = atom
        if atom == "abd" and self._at < len(self._atoms):
            self._skip_articles()
            text = f"abd {self._atoms[self._at]}"
            self._at += 1
        self._words.append(Word(text, _role_of(text, role)))

    def _skip_articles(self) -> bool:
        start = self._at
        while self._at + 1 < len(self._atoms):
            atom, following = self._atoms[self._at], self._atoms[self._at + 1]
            if atom not in ARTICLES and not (atom in SUN_ARTICLES and following.startswith(SUN_ARTICLES[atom])):
                break
            self._at += 1
        return self._at > start


def _takes_ending(word: Word, ending: str) -> bool:
    """Whether a word and an ending make one word that is read as that one again."""
    joined = word.text + ending
    return word.role is Role.GIVEN and " " not in joined and joined not in TITLES and list(_atoms(joined)) == [joined]


def _role_of(text: str, role: Role) -> Role:
    if role in {Role.KUNYA, Role.FILIATION}:
        return role
    if len(text) == 1:
        return Role.INITIAL
    if text in NISBAS or (role is Role.NISBA and text[-1] in "iy"):
        return Role.NISBA
    return Role.PATRONYMIC if _PATRONYMIC.fullmatch(text) else Role.GIVEN
