"""Accounts and memberships: the only data of the web door, in a database apart from every study."""
