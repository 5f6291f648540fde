"""Know the fonts that a report embeds, and refuse in a sentence what they cannot show."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
SANS, SERIF, ARABIC = "Noto Sans", "Noto Serif", "Noto Naskh Arabic"
OWN = "fonts"
"""The folder of a study in which it may put fonts for further scripts."""
