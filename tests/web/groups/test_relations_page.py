"""The table of relations: a page at a time, all of them counted."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import City, build_city
from tests.web.groups.made_up import a_group, a_relation
from vapenvila.rules.roles import Role
from vapenvila.web.groups.views import relations

pytestmark = pytest.mark.django_db


def test_many_relations_stand_on_several_pages_and_are_counted_together(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relations, "ROWS_PER_PAGE", 2)
    city: City = build_city()
    one, *others = (a_group(city) for _ in range(4))
    for other in others:
        a_relation(city, one, other)
    city.sign_in(client, Role.COORDINATOR)
    address = reverse("group-relations", kwargs={"programme": city.programme.slug})
    first, second = (client.get(f"{address}?page={n}").content.decode() for n in (1, 2))
    assert (first.count('<th scope="row"'), second.count('<th scope="row"')) == (2, 1)
    assert "1–2 of 3" in first
    assert "3–3 of 3" in second
    assert all("<dt>n</dt> <dd>3</dd>" in page for page in (first, second))
