"""Cut words into the pieces that a BERT model knows by number (WordPiece, lower-case)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

_LONGEST_WORD = 100
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """A vocabulary, and the numbers of the pieces of any text.

    Devlin et al. (2019), doi:10.18653/v1/N19-1423; the cutting is greedy, longest first,
    after Wu et al. (2016), arXiv:1609.08144.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._start, self._end = self._number["[CLS]"], self._number["[SEP]"]
        self._unknown = [self._number["[UNK]"]]
        self._known: dict[str, list[int]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """Read a vocabulary, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def numbers(self, text: str, longest: int) -> list[int]:
        """Return the numbers of a text's pieces between start and end mark, at most `longest`."""
        found: list[int] = []
        for word in text.split():
            pieces = self._known.get(word)
            if pieces is None:
                pieces = self._known[word] = [number for part in _parts(word) for number in self._pieces(part)]
            found += pieces
            if len(found) >= longest - 2:
                break
        return [self._start, *found[: longest - 2], self._end]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return self._unknown
        found: list[int] = []
        at = 0
        while at < len(word):
            prefix = "##" if at else ""
            for end in range(len(word), at, -1):
                number = self._number.get(prefix + word[at:end])
                if number is not None:
                    found.append(number)
                    at = end
                    break
            else:
                return self._unknown
        return found


def _parts(word: str) -> list[str]:
    """Cut a word without spaces at punctuation and Chinese letters; drop case and accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if _is_kept(letter))
    spaced = "".join(f" {letter} " if _stands_alone(letter) else letter for letter in plain)
    return spaced.split()


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Mn", "Cc", "Cf", "Co", "Cn", "Cs"} and letter != "\ufffd"


def _stands_alone(letter: str) -> bool:
    code = ord(letter)
    if code < 128:
        return not letter.isalnum()
    return unicodedata.category(letter).startswith("P") or any(low <= code <= high for low, high in _CJK)
