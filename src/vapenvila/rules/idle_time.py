"""How long a signed-in page may lie untouched before the person is signed out. The strictest role decides."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from vapenvila.rules.reader import Reader
from vapenvila.rules.roles import ROLES, AgencyKind, Role

LONGEST_SESSION = timedelta(hours=12)  # however busy the person is
WARNING = timedelta(minutes=2)  # the page tells this long before
MINUTES_WITHOUT_ROLE = 15
LONGEST_IN_AGENCY = {
    AgencyKind.POLICE: 15,
    AgencyKind.PROBATION: 15,
    AgencyKind.SOCIAL: 15,
}  # whatever the role
SHORTEST_MINUTES = 3  # room for the warning


def idle_minutes_by_role(shorter: Mapping[str, int]) -> dict[Role, int]:
    """Minutes of each role after the city's own, shorter ones. A longer one is refused (acceptance T41).

    Raises ValueError with a sentence that names the role.
    """
    minutes = {role: facts.idle_minutes for role, facts in ROLES.items()}
    for name, wanted in shorter.items():
        if name not in {role.value for role in Role}:
            raise ValueError(f"There is no role {name!r} whose idle time could be shortened.")
        role = Role(name)
        if wanted > minutes[role]:
            raise ValueError(
                f"Idle time of {name} is at most {minutes[role]} minutes and can only be made shorter, not {wanted}."
            )
        if wanted < SHORTEST_MINUTES:
            raise ValueError(
                f"Idle time of {name} is at least {SHORTEST_MINUTES} minutes, so that the page can warn first."
            )
        minutes[role] = wanted
    return minutes


def idle_minutes_from_text(text: str) -> dict[Role, int]:
    """Minutes of each role from a setting such as "police_officer=5 social_worker=10"; raises as above."""
    shorter = {}
    for part in text.split():
        name, equals, minutes = part.partition("=")
        if not equals or not minutes.isdecimal():
            raise ValueError(f"{part!r} is not of the form role=minutes.")
        shorter[name] = int(minutes)
    return idle_minutes_by_role(shorter)


def minutes_before_sign_out(reader: Reader, minutes: Mapping[Role, int], *, today: date) -> int:
    """The fewest minutes among the roles and agencies of the person's missions today, in any programme."""
    return min(_minutes_today(reader, minutes, today), default=MINUTES_WITHOUT_ROLE)


def _minutes_today(reader: Reader, minutes: Mapping[Role, int], today: date) -> Iterator[int]:
    for mission in reader.missions:
        if mission.covers(today):
            yield from (minutes[role] for role in mission.roles)
            if mission.agency_kind in LONGEST_IN_AGENCY:
                yield LONGEST_IN_AGENCY[mission.agency_kind]
