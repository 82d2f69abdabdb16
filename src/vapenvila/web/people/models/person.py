"""A person in one room, and who that is: the second sealed, in a table of its own."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Room
from vapenvila.web.people.models.importing import PersonBatch
from vapenvila.web.people.vocabulary import Mark, PersonState, Reliability
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Person(models.Model):
    """A person as one room knows them, under a pseudonym. The same person in another room is another row there."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Lets one agency do its own casework with a person, and know when it must stop",
        retention=Retention.CASEWORK,
        nothing="id room pseudonym state merged_into batch reviewed_on review_by version created_at updated_at",
        staff="keeper created_by",
        casework="mark protective_track adult_from age_known source reliability source_on need",
    )
    canary = {
        "age_known": True
    }  # a made-up row of the wall's proof is of somebody who is known to be grown up

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(_("pseudonym"), max_length=8)
    mark = models.CharField(_("mark"), max_length=10, choices=Mark)
    protective_track = models.BooleanField(_("protective track"), default=False)
    adult_from = models.DateField(null=True, blank=True)  # 18th birthday of a child; adults have none
    age_known = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=8, choices=PersonState, default=PersonState.ACTIVE)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="absorbed"
    )
    source = models.CharField(_("source"), max_length=200)
    reliability = models.CharField(
        _("reliability of the source"), max_length=10, choices=Reliability, default=Reliability.UNSURE
    )
    source_on = models.DateField(_("date of the source"))
    need = models.CharField(_("what the record is needed for"), max_length=500)
    reviewed_on = models.DateField(_("need last looked at"))
    review_by = models.DateField(_("review by"))
    keeper = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("keeper")
    )
    batch = models.ForeignKey(
        PersonBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="persons"
    )
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "pseudonym"], name="pseudonym_once_in_a_room"),
            models.CheckConstraint(
                condition=Q(adult_from__isnull=True) | Q(protective_track=True),
                name="a_child_is_on_the_protective_track",
            ),
            models.CheckConstraint(
                condition=(Q(state="merged") & Q(merged_into__isnull=False))
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="merged_person_says_into_whom",
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(need=""), name="person_has_source_and_need"),
            models.CheckConstraint(
                condition=Q(review_by__gte=F("reviewed_on")), name="person_is_reviewed_after_its_evidence"
            ),
        ]
        indexes = [
            models.Index(fields=["room", "state", "pseudonym"], name="person_by_pseudonym"),
            models.Index(fields=["room", "review_by"], name="person_by_review"),
            models.Index(fields=["batch"], name="person_by_batch"),
        ]

    def __str__(self) -> str:
        return self.pseudonym


def _sealed() -> "models.BinaryField[bytes, bytes]":
    """A sealed text; empty bytes when there is none."""
    return models.BinaryField(default=b"", blank=True)


class Identity(models.Model):
    """Who a person is. Sealed field by field; found by keyed hashes that are of this room alone."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Says who a pseudonym stands for, apart from everything else that is known",
        retention=Retention.CASEWORK,
        nothing="person room",
        identity="given_name surname personnummer birth_date name_sounds name_pairs personnummer_hash case_number"
        " case_number_hash",
        contact="phone address",
    )

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="identity")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    given_name = _sealed()
    surname = _sealed()
    personnummer = _sealed()
    birth_date = _sealed()
    phone = _sealed()
    address = _sealed()
    case_number = _sealed()
    name_sounds = ArrayField(models.BinaryField(), default=list, blank=True)
    name_pairs = ArrayField(models.BinaryField(), default=list, blank=True)
    personnummer_hash = models.BinaryField(null=True, blank=True)
    case_number_hash = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "identities"
        indexes = [
            GinIndex(fields=["name_sounds"], name="identity_by_sound"),
            GinIndex(fields=["name_pairs"], name="identity_by_pair"),
            models.Index(fields=["room", "personnummer_hash"], name="identity_by_number"),
            models.Index(fields=["room", "case_number_hash"], name="identity_by_case"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class PersonReference(models.Model):
    """What a source calls a person: the same row of the same source, sent again, is the same record."""

    declaration = Declaration(
        kind=RowKind.ROOM,
        purpose="Knows a row of a source again, so that a file sent twice makes nobody twice",
        retention=Retention.CASEWORK,
        nothing="id room person source_system content_hash version_after",
        identity="reference reference_hash",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="references")
    source_system = models.CharField(max_length=40)
    reference = _sealed()
    reference_hash = models.BinaryField()
    content_hash = models.BinaryField(default=b"")  # of the row as it was imported last
    version_after = models.PositiveIntegerField(default=1)  # of the record, when it was imported last

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "source_system", "reference_hash"], name="reference_once_in_a_source"
            )
        ]
        indexes = [models.Index(fields=["person"], name="reference_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.source_system}"
