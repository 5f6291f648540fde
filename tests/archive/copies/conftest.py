"""Invented agency stories as several outlets print them."""

from __future__ import annotations

import random

import pytest

LEAD = "Ilse Brand had kept the lighthouse of the Order for nine years when she rowed ashore one morning in March."
BODY = (
    "She told our reporter that the elders had promised bread and a calling, and that she found neither. "
    "The nights were the worst, she said, because nobody was allowed to light a lamp. "
    "When her friend Oda fell ill the elders sent for no doctor, and that was when she began to count the tides. "
    "A fisherman from Sandhaven let her sleep in his boathouse and asked no questions. "
    "The court in Norwick is to decide in June whether she will be charged. "
    "She does not ask to be forgiven, she says, but she wants others to know what is behind the wall."
)
OTHER = (
    "The court in Norwick has put off the case of Ilse Brand, who once kept the lighthouse of the Order. "
    "Her counsel asked for more time to read the ledgers that the police took out of the chapel in spring. "
    "About forty people stood before the building, some with lanterns, most of them in silence. "
    "The prosecutor would not say whether the elders are to be heard as witnesses or as accused."
)


@pytest.fixture
def printed() -> dict[str, str]:
    """One text as printed first, with a lead and cuts elsewhere, with another headline; and another article."""
    sentences = BODY.split(". ")
    return {
        "first": f"{LEAD} {BODY}",
        "cut": f"{LEAD} {'. '.join(sentences[:4])}.",
        "led": f"A woman who left the Order has spoken to the press for the first time, our agency says. {BODY}",
        "other": OTHER,
    }


@pytest.fixture
def dice() -> random.Random:
    """Chance with a seed."""
    return random.Random(11)
