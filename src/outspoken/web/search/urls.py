"""The address of the search."""

from __future__ import annotations

from outspoken.web.access import reading, route
from outspoken.web.search import views

urlpatterns = [route("s/<slug:slug>/search/", views.find, "search", reading())]
