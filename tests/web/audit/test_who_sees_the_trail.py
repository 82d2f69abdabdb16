"""The database shows each transaction its own programmes' events and its own user's, and nothing else."""

import pytest

from tests.web.audit.trail import NOW
from vapenvila.web.audit.actions import record
from vapenvila.web.audit.models import AuditEvent, Manner
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id

pytestmark = [pytest.mark.django_db, pytest.mark.acceptance("S1")]

HERE, THERE, ANNA, BERTIL = new_id(), new_id(), new_id(), new_id()


@pytest.fixture(autouse=True)
def _events() -> None:
    record(act="incident.read", by=ANNA, at=NOW, manner=Manner.READ, programme=HERE)
    record(act="incident.read", by=BERTIL, at=NOW, manner=Manner.READ, programme=THERE)
    record(act="sign_in.failed", by=ANNA, at=NOW, manner=Manner.SIGN_IN)
    record(act="sign_in.failed", by=None, at=NOW, manner=Manner.SIGN_IN)


def _seen() -> set[tuple[object, object]]:
    return set(AuditEvent.objects.values_list("user", "programme"))


def test_nothing_set_means_no_events() -> None:
    with acting():
        assert _seen() == set()


def test_a_programme_sees_its_own_events_only() -> None:
    with acting(programmes=[HERE]):
        assert _seen() == {(ANNA, HERE)}


def test_a_person_sees_their_own_events_everywhere() -> None:
    with acting(user=ANNA):
        assert _seen() == {(ANNA, HERE), (ANNA, None)}
    with acting(user=BERTIL, programmes=[HERE]):
        assert _seen() == {(ANNA, HERE), (BERTIL, THERE)}
