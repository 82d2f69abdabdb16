"""The locked minutes point by point, so that the wall can hide one point from whoever judges its incident blind."""

from django.db import models

from vapenvila.web.incidents.models import Incident
from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models.meeting import ReviewMeeting
from vapenvila.web.wall.blind import NOT_JUDGED_BLIND
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class MinutesPoint(models.Model):
    """One point of locked minutes, word for word. Written once, when they are locked; the hash of the meeting holds it."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Keeps what was locked in the minutes about each point of the agenda",
        retention=Retention.PROGRAMME,
        nothing="id programme meeting incident no",
        staff="words",
    )
    application_rights = "SELECT, INSERT"
    also_asked_by_the_wall = NOT_JUDGED_BLIND

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(ReviewMeeting, on_delete=models.PROTECT, related_name="minutes_points")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    no = models.PositiveIntegerField()  # from 1, as on the agenda
    words = models.JSONField()  # what the PDF prints

    class Meta:
        ordering = ["meeting", "no"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "no"], name="point_of_the_minutes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.no}"
