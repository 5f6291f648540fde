"""Step 7, report: tables, figures and text in which every number is a checked claim."""
