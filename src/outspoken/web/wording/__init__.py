"""Say in the reader's language what the core says in English: a phrase book at the door."""
