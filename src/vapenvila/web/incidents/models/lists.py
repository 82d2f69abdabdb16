"""Working lists: filters kept for later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class SavedFilter(models.Model):
    """A filter somebody keeps under a name, for themselves or for everybody in the programme."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Lets people come back to the same choice of incidents",
        retention=Retention.WORK,
        nothing="id programme query shared created_at",
        staff="owner",
        free_text="name",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.TextField(max_length=4000, blank=True)
    shared = models.BooleanField(_("for everybody in the programme"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "owner", "name"], name="own_filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name
