"""The trail's tables: one row per act, read, export, refusal or sign-in; seals over them; checks of the seals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind


class Manner(models.TextChoices):
    """How a record was touched."""

    WRITE = "write", _("changed")
    READ = "read", _("read")
    EXPORT = "export", _("taken out")
    REFUSED = "refused", _("refused")
    SIGN_IN = "sign_in", _("sign-in")


class AuditEvent(models.Model):
    """Who did what to which record, when, in which request. Never changed, never deleted: triggers refuse it to all.

    Row-level security lets every transaction add rows, and read only those of its programmes and of its own user; what
    was done to a record in a room is read in that room alone.
    """

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Shows afterwards who did and who saw what (BDF 3:4, Act 2001:454 section 10)",
        retention=Retention.AUDIT,
        nothing="id at request programme room acting_room manner act subject_kind subject details",
        staff="user",
    )
    # No right to choose the id: rows come in the order of the sequence, above everything that is sealed.
    application_rights = (
        'SELECT, INSERT (at, request, "user", programme, room, manner, act, subject_kind, subject, details)'
    )

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    request = models.UUIDField(null=True)
    user = models.UUIDField(null=True)
    programme = models.UUIDField(null=True)
    room = models.UUIDField(null=True)  # the room the record lies in; its events are seen in that room alone
    acting_room = models.UUIDField(  # from which room, so on which mission; set by the database from who acts
        null=True, db_default=models.Func(function="vapenvila_room", output_field=models.UUIDField(null=True))
    )
    manner = models.CharField(max_length=10, choices=Manner)
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "-at", "-id"], name="audit_by_programme"),
            models.Index(fields=["programme", "act", "-at", "-id"], name="audit_by_act"),
            models.Index(fields=["user", "-at", "-id"], name="audit_by_user"),
            models.Index(fields=["subject", "-at", "-id"], name="audit_by_subject"),
            models.Index(fields=["acting_room", "-at", "-id"], name="audit_by_acting_room"),
            models.Index(  # the rare ones that are looked for most; small, because reads and changes stay out
                fields=["programme", "manner", "-at", "-id"],
                name="audit_rare_manners",
                condition=models.Q(manner__in=["export", "refused", "sign_in"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.act}"


class AuditSeal(models.Model):
    """A hash over the previous seal and the events since. Written by the database function `audit_seal` alone."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Shows that no event was changed, removed or slipped in afterwards",
        retention=Retention.AUDIT,
        nothing="id sealed_at first_id last_id rows hash previous_hash",
    )
    application_rights = "SELECT"

    id = models.BigAutoField(primary_key=True)
    sealed_at = models.DateTimeField(_("sealed"))
    first_id = models.BigIntegerField(_("first event"))
    last_id = models.BigIntegerField(_("last event"), unique=True)
    rows = models.PositiveIntegerField(_("events"))
    hash = models.BinaryField(unique=True)
    previous_hash = models.BinaryField(unique=True)  # unique: the chain cannot fork

    def __str__(self) -> str:
        return bytes(self.hash).hex()


class AuditCheck(models.Model):
    """One check of the whole trail: when, and whether everything was as sealed."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Shows that the trail is checked every day, and when it was first found broken",
        retention=Retention.AUDIT,
        nothing="id checked_at events seals ok first_bad unsealed",
    )
    application_rights = "SELECT, INSERT"

    id = models.BigAutoField(primary_key=True)
    checked_at = models.DateTimeField(_("checked"))
    events = models.BigIntegerField(_("events"))
    seals = models.BigIntegerField(_("seals"))
    ok = models.BooleanField(_("as sealed"))
    first_bad = models.BigIntegerField(_("first event of the broken part"), null=True)
    unsealed = models.BigIntegerField(_("not sealed yet"))

    def __str__(self) -> str:
        return f"{self.checked_at} {self.ok}"
