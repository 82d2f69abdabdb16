"""A made-up city is there whole or not at all."""

from datetime import date

import pytest

from vapenvila.web.accounts.models import User
from vapenvila.web.demo import load
from vapenvila.web.demo.engine import Size


@pytest.mark.django_db
def test_a_city_that_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(load, "make_meetings", fail)
    with pytest.raises(RuntimeError):
        load.load_city(Size.TOWN, seed=5, until=date(2026, 11, 15))
    assert not load.is_loaded()
    assert User.objects.count() == 0
