"""The way in: a person lands in their only programme, a stranger learns nothing of it."""

import pytest
from django.test import Client

from tests.cast import build_city
from vapenvila.rules.roles import Role

pytestmark = pytest.mark.django_db


def test_a_person_with_one_programme_is_taken_to_this_week(client: Client) -> None:
    build_city().sign_in(client, Role.COORDINATOR)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain == [("/p/vinterhamn/", 302)]
    assert answer.status_code == 200


@pytest.mark.acceptance("S1")
def test_a_stranger_to_the_programme_gets_404(client: Client) -> None:
    build_city()
    build_city("sommarhamn", "Sommarhamn").sign_in(client, Role.COORDINATOR)
    assert client.get("/p/vinterhamn/").status_code == 404
