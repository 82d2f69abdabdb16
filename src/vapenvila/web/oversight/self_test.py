"""The wall's self-test: the house attacks itself on the live database, keeps what it found and leaves no made-up row."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from vapenvila import __version__
from vapenvila.rules.roles import ROLES
from vapenvila.web.audit.actions import record
from vapenvila.web.oversight.models import WallCheck
from vapenvila.web.oversight.wall_proof.live_attacks import live_attacks
from vapenvila.web.oversight.wall_proof.page_attacks import addresses, page_attacks
from vapenvila.web.oversight.wall_proof.row_attacks import row_attacks
from vapenvila.web.oversight.wall_proof.standpoints import a_site
from vapenvila.web.wall.catalogue.findings import Finding
from vapenvila.web.wall.catalogue.roles import connection_findings, role_findings
from vapenvila.web.wall.catalogue.tables import table_findings, walled_models

KEPT_SENTENCES = 200


@dataclass(frozen=True, slots=True)
class WallTest:
    """How much was tried and every sentence on a place where the wall gave way."""

    roles: int
    routes: int
    record_kinds: int
    checks: int
    leaks: tuple[str, ...]
    seconds: float

    def summary(self) -> str:
        """The result in one plain sentence."""
        tried = (
            f"{self.checks} attempts by {self.roles} roles on {self.routes} addresses"
            f" and {self.record_kinds} kinds of record"
        )
        if not self.leaks:
            return f"The wall held: {tried}, 0 leaks."
        return f"The wall gave way {len(self.leaks)} times in {tried}. First: {self.leaks[0]}"


def attack_the_wall(*, today: date) -> WallTest:
    """Try everything. All that is written for it is rolled back, also when the attack itself breaks off."""
    began = time.monotonic()
    with transaction.atomic():
        findings = list(_all_findings(today))
        transaction.set_rollback(True)
    return WallTest(
        roles=len(ROLES),
        routes=len(addresses()),
        record_kinds=len(walled_models()),
        checks=len(findings),
        leaks=tuple(finding.wrong for finding in findings if finding.wrong),
        seconds=time.monotonic() - began,
    )


def _all_findings(today: date) -> Iterator[Finding]:
    yield from connection_findings()
    yield from table_findings()
    yield from role_findings()
    here, elsewhere = a_site("here"), a_site("elsewhere")
    yield from live_attacks(elsewhere)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    yield from row_attacks(here, elsewhere, today=today)
    yield from page_attacks(here, elsewhere, today=today)


@transaction.atomic
def check_the_wall(*, at: datetime) -> WallCheck:
    """Attack the wall and keep the answer, so that the last check can be shown. One event, by the house itself."""
    found = attack_the_wall(today=timezone.localdate(at))
    check = WallCheck.objects.create(
        checked_at=at,
        seconds=round(found.seconds, 1),
        version=__version__,
        roles=found.roles,
        routes=found.routes,
        record_kinds=found.record_kinds,
        checks=found.checks,
        leaks=len(found.leaks),
        findings=list(found.leaks[:KEPT_SENTENCES]),
    )
    record(
        act="wall.checked",
        by=None,
        at=at,
        subject_kind="wall_check",
        subject=check.pk,
        details={"checks": found.checks, "leaks": len(found.leaks)},
    )
    return check


def last_wall_check() -> WallCheck | None:
    """The newest check of the wall."""
    return WallCheck.objects.order_by("-checked_at").first()


def newest_wall_checks(most: int) -> list[WallCheck]:
    """So many checks, the newest first."""
    return list(WallCheck.objects.order_by("-checked_at")[:most])
