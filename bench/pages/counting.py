"""Says in a header how many queries a page took, and how long the server worked on it."""

from collections.abc import Callable
from time import perf_counter, thread_time
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class CountsQueries:
    """Outermost middleware of the measurements."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, counting."""
        queries = 0

        def count(execute: Any, *arguments: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*arguments)

        began, worked = perf_counter(), thread_time()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response["X-Queries"] = str(queries)
        response["X-Milliseconds"] = f"{(perf_counter() - began) * 1000:.2f}"
        response["X-Cpu-Milliseconds"] = f"{(thread_time() - worked) * 1000:.2f}"
        return response
