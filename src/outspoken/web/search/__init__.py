"""The page that finds stories by their words."""
