"""Legal grounds as they stand in a programme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vapenvila.rules.disclosure_ground import GroundSetting, Standing, Verification, standing_of
from vapenvila.rules.legal_ground import LegalGround
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.disclosures.models import DoorManager, GroundSwitch, GroundVerification
from vapenvila.web.partners.models import Programme


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A ground with how it stands today, and the latest word of the programme on it."""

    ground: LegalGround
    standing: Standing
    verification: GroundVerification | None
    switch: GroundSwitch | None


def _latest_switches(programme: UUID) -> dict[str, GroundSwitch]:
    rows = GroundSwitch.objects.filter(programme=programme).order_by("at", "pk").select_related("by")
    return {row.ground_code: row for row in rows}


def _latest_verifications(programme: UUID) -> dict[str, GroundVerification]:
    rows = GroundVerification.objects.filter(programme=programme).order_by("at", "pk")
    return {row.ground_code: row for row in rows}


def _setting(switch: GroundSwitch | None, checked: GroundVerification | None) -> GroundSetting:
    return GroundSetting(
        switched_off=switch is not None and switch.off,
        verification=Verification(checked.lawyer, checked.verified_on, checked.fingerprint)
        if checked
        else None,
    )


def setting_of(programme: UUID, ground: LegalGround) -> GroundSetting:
    """What the programme has said about this ground."""
    switch = (
        GroundSwitch.objects.filter(programme=programme, ground_code=ground.code)
        .order_by("-at", "-pk")
        .first()
    )
    checked = (
        GroundVerification.objects.filter(programme=programme, ground_code=ground.code)
        .order_by("-at", "-pk")
        .first()
    )
    return _setting(switch, checked)


def ground_rows(programme: UUID, *, today: date) -> list[GroundRow]:
    """Every ground of the catalogue with its standing. Two queries."""
    switches, checked = _latest_switches(programme), _latest_verifications(programme)
    return [
        GroundRow(
            ground,
            standing_of(ground, _setting(switches.get(code), checked.get(code)), today=today),
            checked.get(code),
            switches.get(code),
        )
        for code, ground in catalogue().grounds.items()
    ]


def manager_in(programme: Programme, manager: UUID) -> DoorManager | None:
    """One named manager of this programme."""
    return DoorManager.objects.filter(programme=programme, pk=manager).first()


def manager_rows(programme: Programme) -> list[DoorManager]:
    """Named managers of all rooms, now and before, the present ones first."""
    rows = DoorManager.objects.filter(programme=programme).select_related("room__agency", "user", "by")
    return list(rows.order_by("room__agency__name", "-last_day", "first_day", "pk"))
