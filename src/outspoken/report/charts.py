"""Draw a Vega-Lite specification as SVG and PNG, offline, in the fonts that the report embeds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from outspoken.report.documents.typefaces import FONTS, SANS

INK, MUTED, GRID, SURE, MAYBE, LAND, HELD, PAPER = (
    "#1f2a33",
    "#5b6770",
    "#d8dee2",
    "#1f5a7a",
    "#a9c6d6",
    "#e9ecee",
    "#cfdde5",
    "#ffffff",
)
ROLES = {
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    SURE: "sure",
    MAYBE: "maybe",
    LAND: "land",
    HELD: "held",
    PAPER: "paper",
}
"""Colours of the drawings; on screen each becomes a variable, so that dark pages have their own."""

Spec = dict[str, Any]


def svg(spec: Spec) -> str:
    """Draw a specification as SVG.

    The same specification gives the same bytes: nothing is measured that is not shipped.
    """
    whole = {"config": _CONFIG, "padding": 4, "background": None, **spec}
    found: str = _converter().vegalite_to_svg(whole)
    return _numbered_anew(found)


def png(drawing: str, scale: float) -> bytes:
    """Turn a drawing into a picture for editions that show no SVG."""
    found: bytes = _converter().svg_to_png(drawing, scale=scale)
    return found


def for_screen(drawing: str, prefix: str) -> str:
    """Make a drawing fit for a page: its size flexible, its colours variables, its ids its own."""
    found = re.sub(r"^<svg([^>]*?) width=\"[^\"]*\" height=\"[^\"]*\"", r"<svg\1", drawing)
    for colour, role in ROLES.items():
        found = re.sub(rf'(fill|stroke)="{colour}"', rf'\1="var(--chart-{role})"', found)
    # Vega describes every group and mark; the figure has its own words, and a link says what it leads to.
    found = re.sub(r' (?:role|aria-roledescription)="[^"]*"', "", found)
    found = re.sub(r'(<a [^>]*)>(<path) (aria-label="[^"]*")', r"\1 \3>\2", found)
    found = re.sub(r'(<(?!a )\w+[^>]*?) aria-label="[^"]*"', r"\1", found)
    found = re.sub(r"(id=\"|url\(#)(clip|gradient)", rf"\1{prefix}-\2", found)
    return found.replace("xlink:href", "href").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")


def _numbered_anew(drawing: str) -> str:
    """Count the ids of a drawing from one; the drawing program goes on counting from the drawing before."""
    known: dict[str, str] = {}

    def anew(found: re.Match[str]) -> str:
        return f"{found[1]}{known.setdefault(found[2], f'{found[3]}{len(known) + 1}')}"

    return re.sub(r"(\bid=\"|url\(#)((clip|gradient)\w*)", anew, drawing)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 - only where something is drawn

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


_CONFIG: Spec = {
    "font": SANS,
    "axis": {
        "labelFont": SANS,
        "titleFont": SANS,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelColor": MUTED,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": MUTED,
        "tickColor": MUTED,
        "labelOverlap": False,
    },
    "text": {"font": SANS, "fontSize": 11, "color": INK},
    "view": {"stroke": None},
    "legend": {"labelFont": SANS, "titleFont": SANS, "labelColor": INK, "labelFontSize": 11, "symbolType": "square"},
}
