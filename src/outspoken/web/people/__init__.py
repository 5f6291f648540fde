"""The pages of step 4: who is one person, and what is restricted."""
