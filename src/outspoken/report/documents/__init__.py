"""One document, three editions: HTML pages, a tagged PDF, a Word file."""
