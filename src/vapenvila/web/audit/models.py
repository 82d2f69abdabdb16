"""One row per act, read, export, refusal or sign-in."""

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
    """Who did what to which record, when, in which request. Never changed, never deleted by the application."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Shows afterwards who did and who saw what (BDF 3:4, Act 2001:454 section 10)",
        retention=Retention.AUDIT,
        nothing="id at request programme room manner act subject_kind subject details",
        staff="user",
    )
    application_rights = "SELECT, INSERT"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    request = models.UUIDField(null=True)
    user = models.UUIDField(null=True)
    programme = models.UUIDField(null=True)
    room = models.UUIDField(null=True)
    manner = models.CharField(max_length=10, choices=Manner)
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="audit_by_subject"),
            models.Index(fields=["user", "-id"], name="audit_by_user"),
            models.Index(fields=["programme", "-id"], name="audit_by_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.act}"
