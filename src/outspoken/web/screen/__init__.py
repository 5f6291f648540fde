"""The pages of step 3: decide story by story, and see what became of all of them."""
