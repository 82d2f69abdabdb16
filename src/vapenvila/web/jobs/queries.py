"""Reading how far a job has come."""

from uuid import UUID

from vapenvila.web.jobs.models import JobProgress


def job_in_programme(job: UUID, *, programme: UUID) -> JobProgress | None:
    """The job, if it belongs to this programme."""
    return JobProgress.objects.filter(pk=job, programme_id=programme).first()
