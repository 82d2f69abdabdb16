"""Tables of the trail, and the register of what left the house."""

from vapenvila.web.audit.models.exports import ExportApproval, ExportRecord, ExportSeries
from vapenvila.web.audit.models.trail import AuditCheck, AuditEvent, AuditSeal, Manner

__all__ = [
    "AuditCheck",
    "AuditEvent",
    "AuditSeal",
    "ExportApproval",
    "ExportRecord",
    "ExportSeries",
    "Manner",
]
