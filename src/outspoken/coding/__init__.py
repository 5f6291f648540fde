"""Step 5, coding: say what the stories say, by a codebook that others can apply too."""

from outspoken.coding.codebook import Code, Codebook, Group, read_codebook

__all__ = ["Code", "Codebook", "Group", "read_codebook"]
