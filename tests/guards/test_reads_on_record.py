"""Every page that shows casework leaves an event with the reader's name; a page that shows none is named here."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.guards.route_examples import EXAMPLES
from tests.guards.routes import Route, programme_routes
from vapenvila.rules.rights import ROLES_WITH_RIGHT
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import AuditEvent
from vapenvila.web.wall.acting import acting

# Pages that show nothing of what is kept on incidents, reviews, imports or people, and why.
SHOWS_NOTHING_KEPT = {
    "agencies": "names of agencies",
    "roles": "the table of roles",
    "programme-settings": "settings of the programme",
    "role-simulator": "an empty form: which role, and why",
    "readiness": "what is in place before persons are registered",
    "choose-room": "names of one's own agencies",
    "person-new": "an empty form",
    "counting-rules": "the counting rules",
    "counting-rule-adopt": "an empty form",
    "incident-new": "an empty form",
    "incident-grid": "empty rows",
    "import-new": "an empty form",
    "person-import-new": "an empty form",
    "group-draft-new": "leads back to the list where no group is named",
    "group-map-cell": "leads back to the table where no cell is named",
    "membership-find": "an empty form",
    "membership-import-new": "an empty form",
    "tie-new": "an empty form",
    "person-compare": "leads on to the two records",
    "import-mappings": "names of mappings",
    "import-saved-mapping": "names of columns and what their values stand for",
    "import-mapping-file": "the same as a file",
    "import-feeds": "which sources on the web are asked",
    "new-person": "an empty form",
    "rights-request-new": "an empty form",
    "processing": "what tables declare about themselves",
    "processing-file": "an empty order form; the file itself is on record",
    "processing-print": "an empty order form; the print itself is on record",
    "assessment-file": "an empty order form; the file itself is on record",
    "job": "how far a job has come, in numbers",
    "group-map-export": "a choice between forms of a copy; the copy itself is on record",
    "group-export": "how many rows a file would hold; the file itself is on record",
    "group-relation-new": "an empty form with the names of groups to choose from",
    "group-lineage-new": "an empty form with the names of groups to choose from",
    "incident-export": "how many rows a file would hold; the file itself is on record",
    "disclosure-ask": "an empty form",
    "disclosure-tell": "an empty form",
    "disclosure-danger": "an empty form",
    "consent-new": "an empty form",
    "import-undo": "a question with counts; the undoing itself is on record",
    "group-audit-new": "an empty form",
    "retaliation-chains-export": "how many rows a file would hold; the file itself is on record",
    "coding-set": "leads on to the incident that is next",
    "coding-set-new": "an empty form with a count",
    "blind-sample-new": "an empty form with a count",
    "review-meeting": "leads on to the point that is next",
    "release-new": "an empty form",
    "problem-analysis-new": "an empty form",
    "trail-inspection": "a question with a count; the file itself is on record",
    "trail-export": "a question with a count; the export itself is on record",
    "wall": "numbers of the wall's self-test",
    "trail-seals": "numbers and check sums of the trail itself",
}


def _address(route: Route, city: City, role: Role) -> str:
    if not route.of_objects:
        return route.address(programme=city.programme.slug)
    person = city.people[role]
    with acting(user=person.pk, programmes=[city.programme.pk]):
        return route.address(programme=city.programme.slug, **EXAMPLES[route.name](city, person))


@pytest.mark.django_db
@pytest.mark.acceptance("S16")
@pytest.mark.parametrize("route", programme_routes(), ids=lambda route: route.name)
def test_looking_at_a_page_leaves_an_event(client: Client, route: Route) -> None:
    if route.name in SHOWS_NOTHING_KEPT:
        return
    city = build_city()
    assert route.right is not None
    role = min(ROLES_WITH_RIGHT[route.right])
    address = _address(route, city, role)
    person = city.sign_in(client, role)
    with acting(user=person.pk, programmes=[city.programme.pk]):  # what one did in a room one sees oneself
        before = AuditEvent.objects.filter(user=person.pk).count()
    answer = client.get(address)
    if answer.streaming:
        list(answer)
    if answer.status_code != 200:  # only an act, or a way to another page
        return
    with acting(user=person.pk, programmes=[city.programme.pk]):
        assert AuditEvent.objects.filter(user=person.pk).count() > before


def test_the_pages_named_here_exist() -> None:
    assert set(SHOWS_NOTHING_KEPT) <= {route.name for route in programme_routes()}
