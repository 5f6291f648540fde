"""The addresses of step 3."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.screen import views

urlpatterns = [
    route("s/<slug:slug>/screen/", views.screen_page, "screen", reading()),
    route("s/<slug:slug>/screen/<int:number>/", views.decide_page, "decide", writing("screen.decide")),
]
