"""The addresses of step 1."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.collect import adding, stories, views, watching

urlpatterns = [
    route("s/<slug:slug>/collect/", views.sheets, "collect", reading()),
    route("s/<slug:slug>/collect/<slug:name>/", views.import_page, "import", writing("collect.import_sheet")),
    route("s/<slug:slug>/stories/", stories.stories, "stories", reading()),
    route("s/<slug:slug>/stories/add/", adding.add_page, "add", writing("collect.add")),
    route("s/<slug:slug>/stories/watch/", watching.watch_page, "watch", writing("collect.gather")),
]
