"""Sort countries into regions: by a scheme that the study gives as data, or the United Nations' own."""

from __future__ import annotations

import numpy as np

from outspoken.analyse.records import Axis, Column
from outspoken.study.settings import Scheme
from outspoken.text.countries import un_region

UN = "un"
"""The United Nations' geoscheme (M49), which is always there."""


def region_axis(column: Column, name: str, scheme: Scheme | None) -> Axis:
    """Sort a country column into the regions of a scheme; None is the United Nations' geoscheme.

    A country that no region of the scheme holds goes to its rest, never to the nearest.
    """
    home: dict[str, str] = {}
    if scheme is None:
        for country in column.keys:
            home[country] = un_region(country) or "Other"
        regions = sorted(set(home.values()) - {"Other"}) + (["Other"] if "Other" in home.values() else [])
        label = "Region (UN M49)"
    else:
        members = {code: region for region, codes in scheme.groups.items() for code in codes}
        home = {country: members.get(country, scheme.rest) for country in column.keys}
        regions = list(dict.fromkeys([*scheme.groups, *([scheme.rest] if scheme.rest in home.values() else [])]))
        label = scheme.label or "Region"
    place = np.array([regions.index(home[country]) for country in column.keys], np.int32)
    codes = column.codes.copy()
    known = codes >= 0
    codes[known] = place[codes[known]]
    return Axis(name, label, tuple(regions), tuple(regions), codes)
