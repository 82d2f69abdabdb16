"""Loads a made-up city, whole or not at all."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connections, transaction
from django.utils import timezone

from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.audit.actions import record
from vapenvila.web.demo.blind_sample import make_blind_sample
from vapenvila.web.demo.cast import make_cast
from vapenvila.web.demo.disclosures import make_disclosures
from vapenvila.web.demo.engine import MadeUpCity, Size, make_city
from vapenvila.web.demo.for_partners import make_drafts_for_partners
from vapenvila.web.demo.group_audits import make_group_audits
from vapenvila.web.demo.groups import make_groups
from vapenvila.web.demo.judgements import make_judgements
from vapenvila.web.demo.meetings import make_meetings
from vapenvila.web.demo.memberships import make_memberships
from vapenvila.web.demo.oversight_desk import make_log_reviews_of_last_month, make_oversight_desk
from vapenvila.web.demo.past_incidents import make_past_incidents
from vapenvila.web.demo.persons import make_persons
from vapenvila.web.demo.problem import ask_for_problem_analysis
from vapenvila.web.demo.register import COUNTED, make_register
from vapenvila.web.demo.retaliation_chains import make_retaliation_chains
from vapenvila.web.demo.rights_desk import make_rights_desk
from vapenvila.web.incidents.models import SavedFilter
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.acting import acting

SEED = 20261
TRIES = 60


def is_loaded() -> bool:
    """Whether a made-up city is in the database. It is loaded in one transaction, so it is never there in part."""
    return Programme.objects.filter(made_up=True).exists()


def load_city(size: Size, *, seed: int | None = None, until: date | None = None) -> Programme:
    """Load the city of this size with its story up to and including `until` (yesterday, when not given).

    Without a seed: the first one whose last week gives people something to look at.
    """
    day = until or timezone.localdate() - timedelta(days=1)
    city = lively_city(size, until=day) if seed is None else make_city(size, seed, until=day)
    with transaction.atomic():
        programme = _programme(city)
        with acting(programmes=[programme.pk]):
            people = make_cast(programme, place=city.name, first_day=city.programme.start)
            _fill(city, programme, people)
    _refresh_statistics()
    return programme


def lively_city(size: Size, *, until: date) -> MadeUpCity:
    """A city in whose last week enough happened to show, and something between two groups. For looking, not for counting."""
    wanted = {Size.TOWN: 2, Size.CITY: 6, Size.REGION: 0}[size]
    city = make_city(size, SEED, until=until)
    for seed in range(SEED + 1, SEED + TRIES):
        recent = city.incidents.reported_at >= np.datetime64(until - timedelta(days=6))
        between = (city.incidents.attacker >= 0) & (city.incidents.target >= 0)
        if recent.sum() >= wanted and (recent & between).any():
            break
        city = make_city(size, seed, until=until)
    return city


def _programme(city: MadeUpCity) -> Programme:
    rings = np.array([point for ring in city.areas.rings for point in ring])
    (west, south), (east, north) = rings.min(axis=0), rings.max(axis=0)
    return Programme.objects.create(
        slug=city.name.lower(),
        name=f"{city.name} (påhittad)",
        municipalities=[city.name],
        police_districts=[f"Polisområde {city.name}"],
        status=Programme.Status.OPERATING,
        time_zone=city.time_zone,
        made_up=True,
        counted_kinds=[kind.value for kind in COUNTED],
        review_weekday=1,
        review_time=time(9),
        south=float(south),
        west=float(west),
        north=float(north),
        east=float(east),
    )


def _fill(city: MadeUpCity, programme: Programme, people: dict[Role, User]) -> None:
    last_review = city.programme.reviews.day[city.programme.reviews.held].max().astype(object)
    programme.count_owner = people[Role.PROJECT_LEADER]
    programme.save(update_fields=["count_owner"])
    now = _this_morning(city)
    make_log_reviews_of_last_month(programme, people, now=now)
    register = make_register(city, programme, people, undecided_since=last_review)
    make_groups(city, programme, register.areas, people, now=now)
    make_judgements(city, register, people, now=now)
    make_meetings(city, programme, register, people, now=now)
    make_past_incidents(programme, people, now=now)
    make_retaliation_chains(programme, people, now=now)
    make_group_audits(programme, people, now=now)
    make_blind_sample(programme, people, now=now)
    _saved_filters(programme, people)
    make_oversight_desk(programme, people, now=now)
    make_persons(programme, people, now=now)
    make_disclosures(programme, people, now=now)
    make_rights_desk(programme, people, now=now)
    make_memberships(programme, people, now=now)
    make_drafts_for_partners(programme, people, now=now)
    ask_for_problem_analysis(city, programme, people, now=now)
    record(
        act="programme.made_up",
        by=people[Role.ADMINISTRATOR].pk,
        at=now,
        subject_kind="programme",
        subject=programme.pk,
        programme=programme.pk,
        details={"size": city.size.value, "seed": city.seed, "version": city.version},
    )


def _this_morning(city: MadeUpCity) -> datetime:
    """The morning after the story's last day: the moment at which the city is shown."""
    zone = ZoneInfo(city.time_zone)
    morning = datetime.combine(city.last_day + timedelta(days=1), time(8), zone)
    return min(morning, timezone.localtime(timezone=zone))


def _saved_filters(programme: Programme, people: dict[Role, User]) -> None:
    for role, name, query in (
        (Role.COORDINATOR, "Bekräftade skjutningar", "kind=shooting&state=confirmed"),
        (Role.POLICE_ANALYST, "Väntar på beslut", "state=reported&state=hold"),
    ):
        SavedFilter.objects.create(
            programme=programme, owner=people[role], name=name, query=query, shared=True
        )


def _refresh_statistics() -> None:
    if not connections["default"].in_atomic_block and "owner" in connections:
        owner = connections["owner"]
        with owner.cursor() as cursor:
            cursor.execute("ANALYZE")
        owner.close()
