"""Addresses of the group audit, below /p/<programme>/audits/."""

from django.urls import path

from vapenvila.web.group_audit.views import (
    answering,
    audits,
    difference,
    outreach,
    paper,
    settling,
    stating,
    steps,
)

ONE = "<uuid:audit>/"

urlpatterns = [
    path("", audits.audits, name="group-audits"),
    path("new/", audits.new_audit, name="group-audit-new"),
    path("outreach/", outreach.outreach, name="outreach"),
    path("keepers/", outreach.keepers, name="outreach-keepers"),
    path("keepers/<uuid:keeper>/end/", outreach.keeper_end, name="outreach-keeper-end"),
    path(ONE, audits.audit, name="group-audit"),
    path(f"{ONE}step/<slug:step>/", steps.step, name="group-audit-step"),
    path(f"{ONE}grid/", answering.grid, name="group-audit-grid"),
    path(f"{ONE}propose/", answering.propose, name="group-audit-propose"),
    path(f"{ONE}hand-in/", answering.hand_in_answers, name="group-audit-hand-in"),
    path(f"{ONE}paper/", paper.paper, name="group-audit-paper"),
    path(f"{ONE}difference/", difference.difference, name="group-audit-difference"),
    path(f"{ONE}answers/<uuid:line>/", answering.line, name="group-audit-line"),
    path(f"{ONE}table/<uuid:line>/", settling.table, name="group-audit-table"),
    path(f"{ONE}state/<uuid:finding>/", stating.state_answer, name="group-audit-state"),
    path(f"{ONE}outreach/<uuid:line>/", outreach.tell_line, name="outreach-line"),
    path(f"{ONE}outreach/<uuid:line>/release/", outreach.release_line, name="outreach-release"),
    path(f"{ONE}outreach-hand-in/", outreach.outreach_hand_in, name="outreach-hand-in"),
]
