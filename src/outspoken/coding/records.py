"""The nouns of coding: what a coder answers about a code."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """Whether a testimony says what a code means."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"
