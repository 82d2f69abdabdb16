"""Parts of the city, and what counts: the frame that incidents are counted in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.vocabulary import Kind
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class Area(models.Model):
    """A part of the city: district, borough, basområde. `rings` = GeoJSON geometry in WGS84."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Places incidents and figures in parts of the city",
        retention=Retention.PROGRAMME,
        nothing="id programme name version population population_year geometry",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    version = models.CharField(_("version of the boundaries"), max_length=40, default="1")
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year of the population figure"), null=True, blank=True
    )
    geometry = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name", "version"], name="area_named_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CountRule(models.Model):
    """One adopted version of what counts as an incident and as a victim. Old data keep the version they were coded under."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Says in writing which events count, from when, adopted by whom",
        retention=Retention.PROGRAMME,
        nothing="id programme version valid_from valid_to kinds answers adopted_at",
        staff="adopted_by",
        free_text="incident_rule victim_rule",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind), verbose_name=_("kinds that count"))
    incident_rule = models.TextField(_("what counts as an incident"), max_length=2000)
    victim_rule = models.TextField(_("who counts as a victim"), max_length=2000)
    answers = models.JSONField(default=dict)  # graze, missed shot, shot in the air, … → in | out
    adopted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="count_rule_version_once")
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
