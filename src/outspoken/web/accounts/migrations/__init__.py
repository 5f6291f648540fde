"""The migrations of the accounts' database."""
