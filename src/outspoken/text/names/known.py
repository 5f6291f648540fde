"""Know the parts of names that very many people bear: which spellings are one name, and how common it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from outspoken.text.names.sounds import skeleton_of, sound_of

SHARES = {"most": 0.02, "many": 0.004, "some": 0.001}
"""What share of people bear a part, roughly, by how common it is."""


@lru_cache(maxsize=1)
def known_parts() -> dict[str, tuple[int, float]]:
    """Return by sound which name a part is, as a number, and the share of people who bear it.

    >>> known_parts()[sound_of("khaled")] == known_parts()[sound_of("khalid")]
    True
    """
    found: dict[str, tuple[int, float]] = {}
    for number, (spellings, share) in enumerate(_lines()):
        sounds = [sound_of(spelling) for spelling in spellings]
        # Two names that sound alike in some spelling are taken for one.
        one = next((found[sound] for sound in sounds if sound in found), (number, share))
        for sound in sounds:
            found.setdefault(sound, one)
    return found


def known_part(word: str) -> tuple[int, float]:
    """Return which name a word is, as a number (-1 for none of the known ones), and the share of people who bear it."""
    return known_parts().get(sound_of(word), (-1, 0.0))


@lru_cache(maxsize=1)
def shares_of_skeletons() -> dict[str, float]:
    """Return by consonants the greatest share of people who bear a part."""
    found: dict[str, float] = {}
    for spellings, share in _lines():
        for spelling in spellings:
            found[skeleton_of(spelling)] = max(share, found.get(skeleton_of(spelling), 0.0))
    return found


def _lines() -> Iterator[tuple[list[str], float]]:
    share = 0.0
    for line in files("outspoken.text.names").joinpath("known.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            share = SHARES[line[2:]]
        elif line and not line.startswith("#"):
            words = line.split()
            compound = words[0] == "abd" or words[-1] in {"allah", "din"}
            yield ([line] if compound and len(words) > 1 else words), share
