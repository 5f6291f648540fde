"""The pages of step 1: see what an import would change, then let it."""
