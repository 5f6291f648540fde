"""The addresses of step 7."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.report import views

urlpatterns = [
    route("s/<slug:slug>/report/", views.report, "report", writing("report.build")),
    route("s/<slug:slug>/report/files/<path:path>", views.file, "report-file", reading()),
]
