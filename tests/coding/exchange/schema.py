"""The schema of REFI-QDA projects that the tests hold files against."""

from functools import cache
from pathlib import Path

from lxml import etree


@cache
def refi_qda():
    """Return what tells whether a project has the parts, the order and the attributes of the standard."""
    return etree.XMLSchema(file=str(Path(__file__).with_name("refi_qda.xsd")))
