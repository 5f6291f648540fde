"""The work list of everything that could change a number."""
