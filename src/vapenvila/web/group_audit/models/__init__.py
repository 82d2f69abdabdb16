"""Tables of the group audit."""

from vapenvila.web.group_audit.models.answer import AnswerColumns, AuditAnswer, AuditFinding, AuditStated
from vapenvila.web.group_audit.models.audit import AuditLine, AuditRoom, GroupAudit
from vapenvila.web.group_audit.models.outreach import OutreachKeeper, OutreachNote

__all__ = [
    "AnswerColumns",
    "AuditAnswer",
    "AuditFinding",
    "AuditLine",
    "AuditRoom",
    "AuditStated",
    "GroupAudit",
    "OutreachKeeper",
    "OutreachNote",
]
