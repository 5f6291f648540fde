"""Long work, live: how far it is, stop, begin again."""
