"""What a row says that bears no word of its own, and why; which days and JSON are marked."""

# Texts that the code reads as words of its own and not as what somebody wrote: a canary there breaks the row, not the wall.
NOT_MARKED = {
    "accounts.User.password": "a hash",
    "accounts.User.language": "a code",
    "accounts.User.agency_provider": "a code that settings name",
    "partners.Programme.slug": "part of every address; one who asks for it knows it",
    "partners.Programme.time_zone": "a name of the time-zone database",
    "incidents.SavedFilter.query": "a filter that is read back",
    "incident_coding.CodingSet.query": "a filter that is read back",
    "audit.ExportRecord.query": "a filter that is read back",
    "audit.ExportRecord.format": "a code",
    "audit.ExportApproval.query": "a filter that is read back",
    "imports.ImportBatch.profile": "a name of a file of ours",
    "imports.ImportBatch.problem": "a sentence of ours",
    "imports.FeedConnection.profile": "a name of a file of ours",
    "imports.FeedConnection.problem": "a sentence of ours",
    "incidents.ClassificationEvent.field": "a name of a field",
    "imports.ImportConflict.field": "a name of a field",
    "jobs.JobProgress.leads_to": "an address of ours",
    "jobs.JobProgress.sentence": "a sentence of ours",
    "people.PersonBatch.problem": "a sentence of ours",
    "memberships.MembershipBatch.problem": "a sentence of ours",
    "memberships.GroupStatementDraft.ground_code": "a code of the catalogue",
    "disclosures.Disclosure.ground_code": "a code of the catalogue",
    "disclosures.Examination.ground_code": "a code of the catalogue",
    "disclosures.Examination.ground_fingerprint": "a hash",
    "disclosures.GroundSwitch.ground_code": "a code of the catalogue",
    "disclosures.GroundVerification.ground_code": "a code of the catalogue",
    "disclosures.GroundVerification.fingerprint": "a hash",
    "disclosures.Disclosure.sha256": "the hash of the marked document",
    "problem_analysis.ProblemAnalysis.sha256": "a hash",
    "reports.Publication.sha256": "a hash",
    "group_audit.GroupAudit.snapshot": "JSON that is read back, made of rows that are marked themselves",
    "group_audit.GroupAudit.snapshot_hash": "a hash",
    "group_audit.AuditAnswer.question": "a code",
    "group_audit.AuditFinding.question": "a code",
    "group_audit.OutreachNote.question": "a code",
    "rights_desk.RightsStep.what": "a code",
}
# Numbers by which rows are called or ordered; they stand in addresses or are the same small ones everywhere.
NOT_COUNTED = {
    "no",
    "number",
    "version",
    "position",
    "minutes_no",
    "mapping_version",
    "version_after",
    "transaction",
}
COUNTED = (
    "IntegerField",
    "PositiveIntegerField",
    "BigIntegerField",
)  # small ones hold no word: five digits occur by chance
# Days of what lies in a room that must lie ahead, so that the row is in force and in sight; the others lie long ago.
AHEAD = {"review_by", "last_day", "expires_on", "removed_on", "to_on"}
# Days that most rows do not have, filled in so that there is something to leak.
FILLED_IN = {"adult_from", "extended_on", "appealed_on", "lift_told_on", "last_day", "to_on"}
# Moments by which the code decides what may be seen: a canary there changes the answer.
NO_DAY_OF_ITS_OWN = {
    "people.BrokenGlass.until": "until then the identity is open to whoever broke the glass",
    "people.Person.reviewed_on": "undoing a merge keeps the last day within a year of it, or the database refuses",
    "people.Person.review_by": "likewise: the database lets nobody move it later",
}
# JSON whose texts somebody wrote.
MARKED_JSON = {
    "reviews.ReviewMeeting.minutes",
    "reviews.MinutesPoint.words",
    "disclosures.Disclosure.decided_by",
}
