"""The address of the claims."""

from __future__ import annotations

from outspoken.web.access import reading, route
from outspoken.web.claims import views

urlpatterns = [route("s/<slug:slug>/claims/", views.claims, "claims", reading())]
