"""Readers of files that others made: spreadsheets now, more formats beside them."""
