"""What the nightly attack on the wall found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class WallCheck(models.Model):
    """One attack of the house on its own wall: how much was tried, and every place where it gave way. Never changed."""

    declaration = Declaration(
        kind=RowKind.HOUSE,
        purpose="Shows that the wall between rooms is tried every night, and when it was first found open",
        retention=Retention.AUDIT,
        nothing="id checked_at seconds version roles routes record_kinds checks leaks findings",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    checked_at = models.DateTimeField(_("checked"), db_index=True)
    seconds = models.FloatField(_("seconds"))
    version = models.CharField(_("version"), max_length=40)
    roles = models.PositiveIntegerField(_("roles"))
    routes = models.PositiveIntegerField(_("addresses"))
    record_kinds = models.PositiveIntegerField(_("kinds of record"))
    checks = models.PositiveIntegerField(_("attempts"))
    leaks = models.PositiveIntegerField(_("leaks"))
    findings = models.JSONField(
        _("what was found"), default=list
    )  # sentences that name tables and addresses, no person

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(checks__gt=0), name="a_wall_check_has_tried_something")
        ]

    def __str__(self) -> str:
        return f"{self.checked_at} {self.leaks}"

    @property
    def ok(self) -> bool:
        """Whether the wall held everywhere."""
        return self.leaks == 0
