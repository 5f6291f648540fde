"""What a machine proposes to coders, with its passages and its honesty; it counts only once a person accepts it."""
