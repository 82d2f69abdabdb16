"""How far a background job has come."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.partners.models import Programme
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobProgress(models.Model):
    """One background job as people see it: what, how far, and where to go when it is done.

    `what` and `sentence` are English source texts with named placeholders, filled from `facts` when shown.
    """

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows how far a background job has come",
        retention=Retention.WORK,
        nothing="id programme what state percent sentence facts leads_to started_at updated_at finished_at",
        staff="started_by",
    )
    outside_picture = True  # moves many times a second while a job runs, and stands on no page that is kept

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    leads_to = models.CharField(max_length=300, blank=True)  # address of the page with the result
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="job_percent_up_to_100")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.percent} %"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def told(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.sentence) % self.facts if self.sentence else ""

    @property
    def title(self) -> str:
        """What is being done, in the reader's language."""
        return gettext(self.what)
