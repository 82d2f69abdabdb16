"""One problem analysis, frozen as it was made. It holds counts and shares of incidents and groups; no row about a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class ProblemAnalysis(models.Model):
    """What was found of whole years. `pages`: the page in each language; `values_found`: the same as JSON. Never changed."""

    class Answer(models.TextChoices):
        """Whether the premise of the method holds here."""

        HOLDS = "holds", pgettext_lazy("the premise", "holds")
        FAILS = "fails", pgettext_lazy("the premise", "does not hold")
        OPEN = "open", pgettext_lazy("the premise", "cannot be told")

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps what the violence was found to be made of, so that the next analysis can be held against it",
        retention=Retention.PROGRAMME,
        nothing="id programme number first_year last_year incidents answer population population_on pages values_found"
        " sha256 made_at",
        staff="made_by",
        free_text="population_source",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    incidents = models.PositiveIntegerField(_("incidents"))
    answer = models.CharField(_("premise"), max_length=5, choices=Answer)
    population = models.PositiveIntegerField(_("people who live there"), null=True)
    population_on = models.DateField(_("population on"), null=True)
    population_source = models.CharField(_("who says so"), max_length=120, blank=True)
    pages = models.JSONField()
    values_found = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="problem_analysis_numbered_once"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="problem_analysis_of_whole_years"
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_on__isnull=True)
                | Q(population__gte=1, population_on__isnull=False),
                name="no_population_without_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"PA{self.number}"
