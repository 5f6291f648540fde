"""The page of stated numbers, and what became of them."""
