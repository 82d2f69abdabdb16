"""Tables of the data-protection officer's desk."""

from vapenvila.web.oversight.models.log_review import LogReview, LogReviewItem
from vapenvila.web.oversight.models.wall_check import WallCheck

__all__ = ["LogReview", "LogReviewItem", "WallCheck"]
