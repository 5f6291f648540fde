"""Judgements given to a colleague and taken in again: as CSV, or as FollowTheMoney entities. Nothing is looked up."""
