"""The pages of numbers: crossings, the cases of a cell, timeline and map."""
