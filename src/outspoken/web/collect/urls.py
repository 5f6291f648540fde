"""The addresses of step 1."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.collect import views

urlpatterns = [
    route("s/<slug:slug>/collect/", views.sheets, "collect", reading()),
    route("s/<slug:slug>/collect/<slug:name>/", views.import_page, "import", writing("collect.import_sheet")),
]
