"""What acts on group audits and on the compartment of outreach workers are called on pages of the trail."""

from django.utils.translation import gettext_lazy as _

ACTS_ON_GROUP_AUDITS = {
    "group_audit.answered": _("Answers to a group audit written"),
    "group_audit.compared": _("Difference between two group audits read"),
    "group_audit.frozen": _("Group audit frozen"),
    "group_audit.group_proposed": _("Group proposed in a group audit"),
    "group_audit.handed_in": _("Answers to a group audit handed in"),
    "group_audit.laid_on_the_table": _("Answers of a group audit laid on the table"),
    "group_audit.listed": _("Group audits listed"),
    "group_audit.opened": _("Group audit opened for answers"),
    "group_audit.planned": _("Group audit planned"),
    "group_audit.print_asked": _("Paper form of a group audit asked for"),
    "group_audit.read": _("Group audit read"),
    "group_audit.rest_left_open": _("Rest of a group audit left open"),
    "group_audit.reminded": _("Leads written to: the group audit of the quarter is due"),
    "group_audit.settled": _("Question of a group audit settled"),
    "group_audit.settled_alike": _("Answers given alike taken over in a group audit"),
    "group_audit.stated": _("Agreed answer of a group audit stated of the group"),
    "outreach.own_read": _("Outreach worker read what they told"),
    "outreach.read": _("What outreach workers told read by the named person"),
    "outreach.released": _("Answer made of what outreach workers told let out"),
    "outreach.told": _("Something told from outreach work"),
    "outreach_keeper.ended": _("Reader of what outreach workers tell ended"),
    "outreach_keeper.listed": _("Readers of what outreach workers tell listed"),
    "outreach_keeper.named": _("Reader of what outreach workers tell named"),
}
