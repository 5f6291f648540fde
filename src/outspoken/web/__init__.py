"""The web door: the study in a browser, for one person on this machine or for a team.

One doorway (`access.py`) stands before every page, one middleware (`errors.py`) turns what
went wrong into pages, and each step adds a small folder of its own: urls, views, forms.
"""
