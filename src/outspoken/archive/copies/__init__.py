"""The same text in many outlets: found by shared runs of words, settled by a person."""
