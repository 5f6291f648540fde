"""The pages of step 2: what is kept of each story, the story itself, copies to settle, the check of the archive."""
