"""The address of the doubts."""

from __future__ import annotations

from outspoken.web.access import route, writing
from outspoken.web.doubts import views

urlpatterns = [route("s/<slug:slug>/doubts/", views.doubts, "doubts", writing("collect.settle"))]
