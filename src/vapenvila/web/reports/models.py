"""A publication: a table of figures, frozen when it is proposed, public from when a second person releases it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.release import PublicationState
from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Measure(models.TextChoices):
    """What the table counts, by what."""

    BY_KIND = "by_kind", _("Incidents by kind and year")
    BY_AREA = "by_area", _("Incidents by area and year")


class Publication(models.Model):
    """One table. `table` holds rows, years and cells as shown (null = not shown); nobody can change it."""

    STATES = (
        (PublicationState.PROPOSED.value, _("proposed")),
        (PublicationState.RELEASED.value, _("released")),
        (PublicationState.REFUSED.value, _("not released")),
        (PublicationState.WITHDRAWN.value, _("withdrawn")),
    )

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps what was made public, by whom it was checked and released, and whether it was withdrawn",
        retention=Retention.PROGRAMME,
        nothing="id programme number state measure first_year last_year definition vintage level threshold n table sha256"
        " proposed_at decided_at withdrawn_at",
        staff="proposed_by decided_by withdrawn_by",
        free_text="title reason",
    )
    application_rights = (
        "SELECT, INSERT, UPDATE"
        " (number, state, decided_by_id, decided_at, withdrawn_by_id, withdrawn_at, reason)"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=STATES)
    title = models.CharField(_("title"), max_length=120)
    measure = models.CharField(_("table"), max_length=20, choices=Measure)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    definition = models.CharField(_("definition"), max_length=200)
    vintage = models.DateField(_("data taken on"))
    level = models.FloatField(_("level of the intervals"))
    threshold = models.PositiveSmallIntegerField(_("not shown below"))
    n = models.PositiveIntegerField(_("incidents in all"))
    table = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="publication_numbered_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="a_second_person_releases",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["released", "withdrawn"])
                | Q(number__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="released_figures_have_number_and_releaser",
            ),
            models.CheckConstraint(
                condition=~Q(definition="") & Q(n__gte=F("threshold")) & Q(last_year__gte=F("first_year")),
                name="public_figures_say_what_they_stand_on",
            ),
        ]
        indexes = [models.Index(fields=["programme", "-proposed_at"], name="publications_by_programme")]

    def __str__(self) -> str:
        return f"F{self.number}" if self.number else self.title
