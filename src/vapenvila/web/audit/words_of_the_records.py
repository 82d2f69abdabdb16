"""What the kinds of records that the trail names are called, for whoever reads it."""

from django.utils.translation import pgettext_lazy

RECORDS = {
    "account": pgettext_lazy("record in the trail", "account"),
    "agenda_item": pgettext_lazy("record in the trail", "agenda item"),
    "certificate": pgettext_lazy("record in the trail", "certificate of deletion"),
    "blind_sample": pgettext_lazy("record in the trail", "blind sample"),
    "coding_set": pgettext_lazy("record in the trail", "set of past incidents"),
    "consent": pgettext_lazy("record in the trail", "consent"),
    "count_rule": pgettext_lazy("record in the trail", "rule of counting"),
    "decision": pgettext_lazy("record in the trail", "decision of a meeting"),
    "disclosure": pgettext_lazy("record in the trail", "disclosure"),
    "disclosure_request": pgettext_lazy("record in the trail", "request between agencies"),
    "door_manager": pgettext_lazy("record in the trail", "named manager"),
    "examination": pgettext_lazy("record in the trail", "examination"),
    "export": pgettext_lazy("record in the trail", "copy"),
    "export_approval": pgettext_lazy("record in the trail", "approval of a copy"),
    "group": pgettext_lazy("record in the trail", "group"),
    "group_audit": pgettext_lazy("record in the trail", "group audit"),
    "group_statement": pgettext_lazy("record in the trail", "statement on groups"),
    "import_batch": pgettext_lazy("record in the trail", "import of incidents"),
    "import_feed": pgettext_lazy("record in the trail", "feed"),
    "import_mapping": pgettext_lazy("record in the trail", "saved mapping"),
    "incident": pgettext_lazy("record in the trail", "incident"),
    "legal_ground": pgettext_lazy("record in the trail", "legal ground"),
    "log_review": pgettext_lazy("record in the trail", "log review"),
    "group_draft": pgettext_lazy("record in the trail", "draft for partners"),
    "membership": pgettext_lazy("record in the trail", "statement of membership"),
    "membership_batch": pgettext_lazy("record in the trail", "import of ties or evidence"),
    "membership_mapping": pgettext_lazy("record in the trail", "mapping of a file of ties or evidence"),
    "mission": pgettext_lazy("record in the trail", "mission"),
    "outreach_keeper": pgettext_lazy("record in the trail", "reader of what outreach workers tell"),
    "page": pgettext_lazy("record in the trail", "page"),
    "person": pgettext_lazy("record in the trail", "person"),
    "person_batch": pgettext_lazy("record in the trail", "import of persons"),
    "person_mapping": pgettext_lazy("record in the trail", "mapping of a file of persons"),
    "programme": pgettext_lazy("record in the trail", "programme"),
    "problem_analysis": pgettext_lazy("record in the trail", "problem analysis"),
    "publication": pgettext_lazy("record in the trail", "release of figures"),
    "readiness": pgettext_lazy("record in the trail", "readiness item"),
    "removed_person": pgettext_lazy("record in the trail", "person who was removed"),
    "retaliation_pair": pgettext_lazy("record in the trail", "pair of incidents"),
    "retaliation_clock": pgettext_lazy("record in the trail", "retaliation clock"),
    "review": pgettext_lazy("record in the trail", "meeting"),
    "rights_request": pgettext_lazy("record in the trail", "request on rights"),
    "role_simulator": pgettext_lazy("record in the trail", "look as another role"),
    "room": pgettext_lazy("record in the trail", "room"),
    "saved_filter": pgettext_lazy("record in the trail", "saved filter"),
    "session": pgettext_lazy("record in the trail", "session"),
    "tie": pgettext_lazy("record in the trail", "tie between people"),
    "wall_check": pgettext_lazy("record in the trail", "self-test of the wall"),
}


def record_name(kind: str) -> str:
    """The kind of record in the reader's language, or its code where this version does not know it."""
    return str(RECORDS.get(kind, kind))
