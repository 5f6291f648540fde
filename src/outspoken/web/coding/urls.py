"""The addresses of step 5."""

from __future__ import annotations

from outspoken.web.access import reading, route, writing
from outspoken.web.coding import codebook, exchange, findings, machine, rounds, views

urlpatterns = [
    route("s/<slug:slug>/coding/", views.coding, "coding", writing("people.add")),
    route("s/<slug:slug>/coding/<int:number>/", views.code, "code", writing("coding.code")),
    route("s/<slug:slug>/coding/machine/", machine.machine, "machine", writing("coding.suggest")),
    route("s/<slug:slug>/coding/exchange/", exchange.exchange, "exchange", writing("coding.import_project")),
    route("s/<slug:slug>/coding/exchange/project.qdpx", exchange.project, "coding-project", reading()),
    route("s/<slug:slug>/coding/exchange/codebook.qdc", exchange.codebook_alone, "coding-codebook", reading()),
    route("s/<slug:slug>/coding/rounds/", rounds.rounds, "rounds", writing("coding.assign")),
    route("s/<slug:slug>/coding/disagreements/", findings.disagreements, "disagreements", writing("coding.settle")),
    route("s/<slug:slug>/coding/agreement/", findings.agreement, "agreement", reading()),
    route("s/<slug:slug>/coding/prevalence/", findings.prevalence, "prevalence", reading()),
    route("s/<slug:slug>/coding/quotes/", findings.quotes, "quotes", reading()),
    route("s/<slug:slug>/coding/codebook/", codebook.codebook, "codebook", reading()),
    route(
        "s/<slug:slug>/coding/codebook/change/",
        codebook.change,
        "codebook_change",
        writing("coding.redefine", reading="coding.redefine"),
    ),
    route("s/<slug:slug>/coding/versions/", codebook.versions, "versions", writing("coding.undo")),
    route("s/<slug:slug>/coding/queue/", codebook.recode, "recode", reading()),
]
