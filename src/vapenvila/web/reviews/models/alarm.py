"""The letter to the board when the weekly review has stopped. Stored, so that it is sent once and can be shown."""

from django.db import models

from vapenvila.web.partners.models import Programme
from vapenvila.web.reviews.models.meeting import ReviewMeeting
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.identifiers import new_id


class BoardNotice(models.Model):
    """One letter for one run of missed reviews, however long the run grows."""

    declaration = Declaration(
        kind=RowKind.SHARED,
        purpose="Shows that the steering group was told when two reviews in a row were missed",
        retention=Retention.PROGRAMME,
        nothing="id programme first_missed missed_count raised_at sent_to_count",
    )
    application_rights = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    first_missed = models.OneToOneField(ReviewMeeting, on_delete=models.PROTECT, related_name="board_notice")
    missed_count = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    sent_to_count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-raised_at"]

    def __str__(self) -> str:
        return f"{self.raised_at:%Y-%m-%d} {self.missed_count}"
