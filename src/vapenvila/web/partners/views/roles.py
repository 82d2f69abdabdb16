"""Who may do what, for people and not for machines."""

from django.http import HttpResponse
from django.shortcuts import render

from vapenvila.rules.rights import Right
from vapenvila.web.access.requires import Request, requires
from vapenvila.web.partners.roles_page import agencies_of_roles, matrix


@requires(Right.SEE_PROGRAMME)
def roles(request: Request) -> HttpResponse:
    """The matrix of roles and rights, and the sentence of each role."""
    return render(request, "partners/roles.html", {"rows": matrix(), "roles": agencies_of_roles()})
