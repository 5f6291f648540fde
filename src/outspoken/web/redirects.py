"""Go back to where somebody was, and never to another server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, otherwise: str = "/") -> HttpResponse:
    """Redirect to the address that a form names under `next`, if it is a page of ours."""
    return HttpResponseRedirect(own(request.POST.get("next", ""), otherwise))


def own(address: str, otherwise: str = "/") -> str:
    """Return an address if it is a path of this server that leads to a page, else the other one."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return otherwise
    try:
        resolve(address.partition("?")[0].partition("#")[0])
    except Resolver404:
        return otherwise
    return address
