"""The pages of step 6 that show cases: the table, and one case with all that is known of it."""
