"""All addresses. What belongs to a programme lies under /p/<its short name>/."""

from django.urls import URLPattern, URLResolver, include, path

from vapenvila.web.access.choose_room import choose_room
from vapenvila.web.access.role_simulator.views import see_as
from vapenvila.web.oversight.views.trail import own_trail
from vapenvila.web.partners.views import switch_role
from vapenvila.web.site import views

# Each app adds one line here: path("incidents/", include("vapenvila.web.incidents.urls")).
in_programme: list[URLPattern | URLResolver] = [
    path("", views.this_week, name="this-week"),
    path("incidents/", include("vapenvila.web.incidents.urls")),
    path("groups/", include("vapenvila.web.groups.urls")),
    path("group-map/", include("vapenvila.web.group_map.urls")),
    path("reviews/", include("vapenvila.web.reviews.urls")),
    path("audits/", include("vapenvila.web.group_audit.urls")),
    path("coding/", include("vapenvila.web.incident_coding.urls")),
    path("retaliation-chains/", include("vapenvila.web.retaliation_chains.urls")),
    path("imports/", include("vapenvila.web.imports.urls")),
    path("room/", choose_room, name="choose-room"),
    path("see-as/", see_as, name="role-simulator"),
    path("persons/", include("vapenvila.web.people.urls")),
    path("disclosures/", include("vapenvila.web.disclosures.urls")),
    path("memberships/network/", include("vapenvila.web.group_map.network_urls")),
    path("memberships/", include("vapenvila.web.memberships.urls")),
    path("rights/", include("vapenvila.web.rights_desk.urls")),
    path("retention/", include("vapenvila.web.retention.urls")),
    path("jobs/", include("vapenvila.web.jobs.urls")),
    path("problem-analysis/", include("vapenvila.web.problem_analysis.urls")),
    path("releases/", include("vapenvila.web.reports.urls")),
    path("", include("vapenvila.web.oversight.urls")),
    path("", include("vapenvila.web.partners.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("account/trail/", own_trail, name="own-trail"),
    path("language/", views.set_language, name="set-language"),
    path("account/", include("vapenvila.web.accounts.urls")),
    path("session/", include("vapenvila.web.access.urls")),
    path("switch-role/", switch_role.switch_role, name="switch-role"),
    path("switch-role/<uuid:person>/", switch_role.switch_to, name="switch-to"),
    path("open/", include("vapenvila.web.reports.open_urls")),
    path("p/<slug:programme>/", include(in_programme)),
]

handler500 = "vapenvila.web.site.broken.broken"
