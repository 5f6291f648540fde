"""Step 7, report: tables, figures and text in which every number is a checked claim."""

from outspoken.report.acts import Built, Edition, build
from outspoken.report.review import check

__all__ = ["Built", "Edition", "build", "check"]
