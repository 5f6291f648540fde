"""Suggest what a story says of its person, each value with its passage and its rule; nothing is filled in by itself."""

from outspoken.people.extraction.persons import persons_of
from outspoken.people.extraction.records import Said, Sketch, Source, Unsure

__all__ = ["Said", "Sketch", "Source", "Unsure", "persons_of"]
