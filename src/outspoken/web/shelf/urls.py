"""The addresses of the shelf and of a study as a whole."""

from __future__ import annotations

from outspoken.web.access import inside, public, reading, route
from outspoken.web.shelf import views

urlpatterns = [
    route("", views.home, "home", inside()),
    route("enter/<str:token>/", views.enter, "enter", public()),
    route("language/", views.language, "language", public("POST")),
    route("favicon.ico", views.mark, "favicon", public()),
    route("help/", views.help_page, "help", inside()),
    route("new/", views.make, "make", inside("POST")),
    route("example/", views.example, "example", inside("POST")),
    route("s/<slug:slug>/", views.overview, "overview", reading()),
    route("s/<slug:slug>/settings/", views.settings, "settings", reading()),
    route("s/<slug:slug>/journal/", views.journal, "journal", reading()),
]
