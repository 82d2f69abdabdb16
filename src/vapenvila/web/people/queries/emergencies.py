"""Protected records that were opened in an emergency."""

from uuid import UUID

from django.db.models import QuerySet

from vapenvila.web.people.models import BrokenGlass, Person


def emergencies_of_room(room: UUID) -> QuerySet[BrokenGlass]:
    """All of the room, those that wait for a signature first."""
    rows = BrokenGlass.objects.filter(room=room).select_related("person", "opened_by", "reviewed_by")
    return rows.order_by("reviewed_at", "-opened_at", "-pk")


def to_sign(room: UUID, *, by: UUID) -> QuerySet[BrokenGlass]:
    """Those that wait for a signature this person may give."""
    return emergencies_of_room(room).filter(reviewed_at__isnull=True).exclude(opened_by=by)


def emergencies_of(person: Person) -> QuerySet[BrokenGlass]:
    """Every time this record was opened, newest first."""
    return person.broken_glass.select_related("opened_by", "reviewed_by").order_by("-opened_at", "-pk")


def emergency(room: UUID, wanted: UUID) -> BrokenGlass | None:
    """One of the room."""
    return emergencies_of_room(room).filter(pk=wanted).first()


def told_to(keeper: UUID, room: UUID) -> QuerySet[BrokenGlass]:
    """Unsigned ones of records this person keeps: they are told at once."""
    rows = BrokenGlass.objects.filter(room=room, keeper_told=keeper, reviewed_at__isnull=True)
    return rows.exclude(opened_by=keeper).select_related("person", "opened_by").order_by("-opened_at", "-pk")
