"""The pages of step 7: build the report, read it, take it away."""
