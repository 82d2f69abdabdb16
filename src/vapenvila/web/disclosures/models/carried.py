"""Disclosures carried between two servers as signed files: known servers, and every file that left or came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.partners.models import Agency
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class PartnerServer(models.Model):
    """Another agency's server, known by the fingerprint of its signing key."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Says which servers' signed disclosures are taken in, and for which agency each may speak",
        retention=Retention.PROGRAMME,
        nothing="id name agency key_id public_key registered_at revoked_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    key_id = models.CharField(_("fingerprint of the key"), max_length=64, unique=True)
    public_key = models.BinaryField()
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class CarriedDocument(models.Model):
    """One file taken in: its sender's key and one-time number, so that it is taken in once."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Keeps a carried disclosure from being taken in twice",
        retention=Retention.AUDIT,
        nothing="id key_id nonce disclosure_id at",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key_id = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    disclosure_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id", "nonce"], name="a_carried_file_comes_in_once")
        ]

    def __str__(self) -> str:
        return self.nonce
