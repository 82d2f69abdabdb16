"""The page of an error on our side. It asks nothing of database or session, which may be what broke."""

from django.http import HttpRequest, HttpResponseServerError
from django.template import loader


def broken(request: HttpRequest) -> HttpResponseServerError:
    """Says that nothing was saved, and the number under which the server knows the request."""
    page = loader.get_template("500.html").render({"identity": getattr(request, "identity", "")})
    return HttpResponseServerError(page)
