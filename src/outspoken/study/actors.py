"""Who acts, in which role, and the one table of who may do what.

A role is a set of privileges; an actor may hold several roles. Administering accounts
does not mean reading cases: `admin` has no privilege over a study's people.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field
from enum import StrEnum

from outspoken.errors import NotAllowed


class Role(StrEnum):
    """What somebody is in a study."""

    OWNER = "owner"
    """Answers for the study; may do everything in it."""
    CUSTODIAN = "custodian"
    """Keeps what is sealed; restricts and opens cases."""
    REVIEWER = "reviewer"
    """Settles doubts, identities and disagreements."""
    CODER = "coder"
    """Codes testimonies and judges identities."""
    SCREENER = "screener"
    """Collects stories and decides which count."""
    PUBLISHER = "publisher"
    """Builds reports and releases."""
    READER = "reader"
    """Reads what is open inside the study."""
    ADMIN = "admin"
    """Administers accounts; reads no case."""


_EVERYBODY_INSIDE = frozenset(set(Role) - {Role.ADMIN})
_CODEBOOK = frozenset({Role.OWNER, Role.REVIEWER})
_CODING = frozenset({Role.OWNER, Role.REVIEWER, Role.CODER})
_JUDGING = frozenset({Role.OWNER, Role.REVIEWER, Role.CODER})

PRIVILEGES: dict[str, frozenset[Role]] = {
    "study.read": _EVERYBODY_INSIDE,
    "study.admit": frozenset({Role.OWNER, Role.ADMIN}),
    "study.reindex": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "collect.import_sheet": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "collect.settle": frozenset({Role.OWNER, Role.REVIEWER}),
    "archive.settle_copy": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "archive.undo_copy": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "archive.keep": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "archive.read": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "archive.give": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER, Role.CODER}),
    "archive.import_warc": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "archive.anchor": frozenset({Role.OWNER, Role.REVIEWER}),
    "collect.add": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "collect.gather": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "screen.decide": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "screen.undo": frozenset({Role.OWNER, Role.REVIEWER, Role.SCREENER}),
    "people.add": frozenset({Role.OWNER, Role.REVIEWER, Role.CODER}),
    "people.judge": frozenset({Role.OWNER, Role.REVIEWER, Role.CODER}),
    "people.undo": frozenset({Role.OWNER, Role.REVIEWER, Role.CODER}),
    "people.split": _JUDGING,
    "people.import_judgements": frozenset({Role.OWNER, Role.REVIEWER}),
    "people.exclude": frozenset({Role.OWNER, Role.REVIEWER}),
    "people.readmit": frozenset({Role.OWNER, Role.REVIEWER}),
    "people.settle": frozenset({Role.OWNER, Role.REVIEWER}),
    "people.unsettle": frozenset({Role.OWNER, Role.REVIEWER}),
    "people.accept": _JUDGING,
    "people.dismiss": _JUDGING,
    "people.reconsider": _JUDGING,
    "people.restrict": frozenset({Role.OWNER, Role.CUSTODIAN}),
    "people.seal": frozenset({Role.OWNER, Role.CUSTODIAN}),
    "people.unseal": frozenset({Role.OWNER, Role.CUSTODIAN}),
    "people.lift": frozenset({Role.OWNER, Role.CUSTODIAN}),
    "coding.rename": _CODEBOOK,
    "coding.merge": _CODEBOOK,
    "coding.split": _CODEBOOK,
    "coding.redefine": _CODEBOOK,
    "coding.add": _CODEBOOK,
    "coding.retire": _CODEBOOK,
    "coding.adopt": _CODEBOOK,
    "coding.undo": _CODEBOOK,
    "coding.code": _CODING,
    "coding.uncode": _CODING,
    "coding.settle": _CODEBOOK,
    "coding.assign": _CODEBOOK,
    "coding.finish": _CODING,
    "coding.close": _CODEBOOK,
    "coding.memo": _CODING,
    "coding.ask": _CODING,
    "coding.suggest": _CODING,
    "coding.accept": _CODING,
    "coding.accept_all": _CODING,
    "coding.dismiss": _CODING,
    "coding.import_project": _CODEBOOK,
    "analyse.keep_view": _EVERYBODY_INSIDE,
    "analyse.share_view": _EVERYBODY_INSIDE - {Role.READER},
    "analyse.drop_view": _EVERYBODY_INSIDE,
    "report.build": frozenset({Role.OWNER, Role.REVIEWER, Role.PUBLISHER}),
}
"""Every act, and the roles that may do it. What is not listed, nobody may."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in a study."""

    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)

    @classmethod
    def local(cls) -> Actor:
        """Return the person at this machine, who owns whatever study lies on it."""
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = "owner"
        return cls(name, frozenset({Role.OWNER}))

    def may(self, act: str) -> bool:
        """Whether one of the actor's roles allows the act."""
        return bool(self.roles & PRIVILEGES.get(act, frozenset()))

    def require(self, act: str) -> None:
        """Refuse an act that no role of the actor allows.

        Raises:
            NotAllowed: naming the roles that would.
        """
        if self.may(act):
            return
        allowed = ", ".join(sorted(PRIVILEGES.get(act, ()))) or "nobody"
        held = ", ".join(sorted(self.roles)) or "no role"
        raise NotAllowed(
            f"{self.name} ({held}) may not do {act}.",
            f"It is open to: {allowed}. Ask the owner of the study.",
        )
