"""The study for programs: the readers and acts of every step as JSON, with a token and a description."""
