"""One's own sessions: those still open, in as many queries for fifty as for two."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import build_city
from vapenvila.rules.roles import Role
from vapenvila.web.accounts.models import User
from vapenvila.web.accounts.own_sessions import sessions_of

pytestmark = pytest.mark.django_db


def _sign_in_from(user: User, places: int) -> list[str]:
    keys = []
    for _ in range(places):
        store = SessionStore()
        store["somebody"] = uuid4().hex
        store.save()
        assert store.session_key
        UserSession.objects.create(
            user=user, session_key=store.session_key, ip="127.0.0.1", user_agent="Firefox"
        )
        keys.append(store.session_key)
    return keys


def _queries(user: User) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        sessions_of(user, current_key=None)
    return len(seen)


def test_fifty_sessions_take_as_many_queries_as_two() -> None:
    people = build_city().people
    few, many = people[Role.COORDINATOR], people[Role.POLICE_OFFICER]
    _sign_in_from(few, 2)
    _sign_in_from(many, 50)
    assert _queries(few) == _queries(many) == 2


def test_a_session_that_has_ended_or_run_out_is_not_shown() -> None:
    user = build_city().people[Role.COORDINATOR]
    ended, run_out, open_one = _sign_in_from(user, 3)
    Session.objects.get(session_key=ended).delete()
    Session.objects.filter(session_key=run_out).update(expire_date=timezone.now() - timedelta(minutes=1))
    shown = sessions_of(user, current_key=open_one)
    assert [session.current for session in shown] == [True]
    assert list(UserSession.objects.filter(user=user).values_list("session_key", flat=True)) == [open_one]
