"""The command line: parses and prints; the steps do the work."""
