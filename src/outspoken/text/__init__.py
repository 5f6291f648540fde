"""Pure functions on letters, dates and words: no study, no database, no clock."""
