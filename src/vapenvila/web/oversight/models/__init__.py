"""Tables of the data-protection officer's desk."""

from vapenvila.web.oversight.models.log_review import LogReview, LogReviewItem

__all__ = ["LogReview", "LogReviewItem"]
