"""Which legal grounds fit a wished disclosure, and whether a ground may be used at all today (acceptance S5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vapenvila.rules.decision import Decision, allow, refuse, say
from vapenvila.rules.disclosable_fields import DataClass
from vapenvila.rules.legal_ground import Default, Force, LegalGround, TextStatus, Trigger
from vapenvila.rules.roles import AgencyKind

VERIFICATION_LASTS = timedelta(days=365)  # law.md: every rule is re-verified before go-live and yearly


@dataclass(frozen=True, slots=True)
class Verification:
    """A named lawyer has checked the wording of a ground for the programme."""

    lawyer: str
    on: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class GroundSetting:
    """What a programme has said about a ground: switched off, and the latest verification. It never loosens anything else."""

    switched_off: bool = False
    verification: Verification | None = None


class Standing(StrEnum):
    """How a ground stands in a programme on a day."""

    USABLE = "usable"
    WITH_WARNING = "with_warning"
    OFF = "off"
    UNVERIFIED = "unverified"
    OUT_OF_DATE = "out_of_date"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wished disclosure: from which kind of agency to which, what, the persons' ages if known, asked for or not."""

    from_kind: AgencyKind
    to_kind: AgencyKind
    classes: frozenset[DataClass]
    ages: tuple[int | None, ...]
    asked: bool
    emergency: bool = False


def standing_of(ground: LegalGround, setting: GroundSetting, *, today: date) -> Standing:
    """How the ground stands today: off, unverified and out-of-date ones carry nothing."""
    if ground.force is Force.FORBIDDEN:
        return Standing.FORBIDDEN
    if not ground.in_force(today):
        return Standing.OUT_OF_DATE
    verified = _verified(ground, setting, today=today)
    if setting.switched_off or (ground.default is Default.OFF and not _opened_by_lawyer(ground, setting)):
        return Standing.OFF
    if verified is not Standing.USABLE:
        return verified
    return Standing.USABLE if ground.default is Default.ON else Standing.WITH_WARNING


def _opened_by_lawyer(ground: LegalGround, setting: GroundSetting) -> bool:
    """Only a ground whose text was to be verified can be opened, and only by a lawyer who verified it."""
    return ground.text_status is TextStatus.TO_VERIFY and setting.verification is not None


def _verified(ground: LegalGround, setting: GroundSetting, *, today: date) -> Standing:
    checked = setting.verification
    if checked is None or checked.fingerprint != ground.fingerprint or checked.on > today:
        return Standing.UNVERIFIED
    if today - checked.on > VERIFICATION_LASTS:
        return Standing.OUT_OF_DATE
    return Standing.USABLE


def may_use_ground(ground: LegalGround, setting: GroundSetting, *, today: date) -> Decision:
    """Whether anything may be told on this ground today (S5)."""
    match standing_of(ground, setting, today=today):
        case Standing.USABLE:
            return allow(say("The ground is in force and verified."))
        case Standing.WITH_WARNING:
            return allow(
                say("The ground is in force and verified; use it with care and read its conditions.")
            )
        case Standing.OFF:
            return refuse(say("This legal ground is switched off in the programme."))
        case Standing.UNVERIFIED:
            return refuse(
                say("No lawyer has verified the present wording of this legal ground for the programme.")
            )
        case Standing.OUT_OF_DATE:
            return refuse(
                say(
                    "This legal ground is out of date: it is not in force today, or was verified over a year ago."
                )
            )
        case Standing.FORBIDDEN:  # pragma: no branch — the last of them; mypy sees that none is forgotten
            return refuse(say("The law forbids this. No ground can open it."))


def fits(ground: LegalGround, wish: Wish) -> Decision:
    """Whether the ground reaches what is wished: the two agencies, every class of data, the age, and who began."""
    if wish.from_kind not in ground.from_kinds or wish.to_kind not in ground.to_kinds:
        return refuse(say("This ground does not reach from the one agency to the other."))
    if not wish.classes <= ground.data:
        return refuse(
            say("This ground does not reach all the fields. Split the disclosure, or leave fields out.")
        )
    if ground.age_below and any(age is None or age >= ground.age_below for age in wish.ages):
        return refuse(
            say("This ground has an age limit that a person does not keep, or whose age is not known.")
        )
    if ground.trigger is Trigger.ON_REQUEST and not wish.asked:
        return refuse(say("This ground works on request only, and nobody has asked."))
    if ground.trigger is Trigger.UNASKED and wish.asked:
        return refuse(say("This ground is for what the giver tells for its own task, not for a request."))
    if wish.emergency and not ground.emergency:
        return refuse(say("This ground cannot carry the short path at danger to life."))
    return allow(say("The ground reaches what is wished."))


def fitting(grounds: Iterable[LegalGround], wish: Wish) -> list[LegalGround]:
    """Grounds that reach the wish, whatever their standing, in the order of the catalogue. Bans are no grounds."""
    return [g for g in grounds if g.force is not Force.FORBIDDEN and fits(g, wish)]


def banned_by(grounds: Iterable[LegalGround], wish: Wish) -> LegalGround | None:
    """The ban that the wish runs into, if any: a whole list of persons, a search by group."""
    for ground in grounds:
        parties = wish.from_kind in ground.from_kinds and wish.to_kind in ground.to_kinds
        if ground.force is Force.FORBIDDEN and parties and wish.classes & ground.data:
            return ground
    return None
