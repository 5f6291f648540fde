"""Bring codings to other programs and back: REFI-QDA projects and codebooks, QualCoder, spreadsheets."""
