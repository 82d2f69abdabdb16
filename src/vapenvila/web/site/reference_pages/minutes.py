"""Which field of the minutes is read with which right, and who answers what in the review: the rules' tables, for people."""

from vapenvila.rules.minutes_fields import MINUTES_FIELDS
from vapenvila.rules.review_answers import RIGHT_TO_ANSWER
from vapenvila.rules.rights import ROLES_WITH_RIGHT, Right
from vapenvila.rules.roles import ROLES, Role
from vapenvila.web.site.reference_pages.markdown_table import MADE, table


def _roles(right: Right) -> str:
    return ", ".join(ROLES[role].name for role in Role if role in ROLES_WITH_RIGHT[right])


def minutes_page() -> str:
    """Fields of the minutes and questions of the review, each with the roles."""
    fields = table(
        ["Field", "Read by"], [[f"`{name}`", _roles(right)] for name, right in MINUTES_FIELDS.items()]
    )
    answers = table(
        ["Question", "Written down by"],
        [[question.value, _roles(right)] for question, right in RIGHT_TO_ANSWER.items()],
    )
    return (
        f"# Minutes and answers of the review\n\n{MADE}A field of the minutes that does not stand here is shown to nobody. "
        "Drafts are read only by those who take part in the review.\n\n"
        f"## Fields of the minutes\n\n{fields}\n## Questions at the meeting\n\n{answers}"
    )
