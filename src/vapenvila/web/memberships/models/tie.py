"""Two people on one record of the police."""

from datetime import UTC, date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.memberships.models.importing import MembershipBatch
from vapenvila.web.memberships.vocabulary import TieKind
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models import Person
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Tie(models.Model):
    """Two people stand on the same dated record. The pair is kept in one order, so that no tie is written twice."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Shows who stands on the same dated record with whom, so that those who reach others can be found",
        retention=Retention.CASEWORK,
        nothing="id room batch recorded_at ended_at",
        staff="recorded_by ended_by",
        casework="person_a person_b kind on record_ref ended_reason",
    )
    # A made-up row of the wall's proof was written down long before its persons' review dates.
    canary = {"on": date(2026, 1, 1), "recorded_at": datetime(2026, 1, 2, tzinfo=UTC)}
    application_rights = "SELECT, INSERT, DELETE, UPDATE (ended_at, ended_by_id, ended_reason)"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person_a = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties_a")
    person_b = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ties_b")
    kind = models.CharField(_("kind of record"), max_length=17, choices=TieKind)
    on = models.DateField(_("day of the record"))
    record_ref = models.CharField(_("number of the record"), max_length=60)
    batch = models.ForeignKey(
        MembershipBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="ties"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(_("why it was taken away"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person_a__lt=F("person_b")), name="tie_of_two_people_in_one_order"
            ),
            models.CheckConstraint(condition=~Q(record_ref=""), name="tie_stands_on_a_record"),
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="tie_is_of_the_closed_list"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_reason=""), name="tie_taken_away_says_why"
            ),
            models.UniqueConstraint(
                fields=["room", "person_a", "person_b", "kind", "on", "record_ref"],
                condition=Q(ended_at__isnull=True),
                name="tie_is_written_once",
            ),
        ]
        indexes = [
            models.Index(fields=["room", "on"], name="tie_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
