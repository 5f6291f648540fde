"""Find stories in feeds, sitemaps, lists, references, mails, files and web archives, and keep how each was found."""
