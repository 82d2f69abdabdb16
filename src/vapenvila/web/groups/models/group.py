"""A group: a neutral code and nothing else. What is known of it is said in statements that run out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Group(models.Model):
    """A group of people who act together, under a code made by the system that says nothing of it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets incidents, decisions and statements point at the same group without naming it",
        retention=Retention.PROGRAMME,
        nothing="id programme number code version created_at",
        staff="created_by",
    )
    application_rights = "SELECT, INSERT, UPDATE (version)"  # the code never changes and never goes

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # counted up within the programme; the code is made of it
    code = models.CharField(_("code"), max_length=8)
    version = models.PositiveIntegerField(default=1)  # counted up by everything that is said or taken back
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="group_number_once"),
            models.UniqueConstraint(fields=["programme", "code"], name="group_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
