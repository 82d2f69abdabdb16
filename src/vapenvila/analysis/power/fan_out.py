"""Work shared out over processes or a cluster, the answers in the order of the work, so that who did what changes nothing.

Anything with `submit(function, argument)` that gives a future with `result()` will do: an executor of `concurrent.futures`,
or the `Client` of `dask.distributed`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Future(Protocol):
    """The promise of an answer."""

    def result(self) -> Any:  # Any: an executor and a cluster promise different things
        """Wait for it."""
        ...


class Pool(Protocol):
    """Others who work."""

    def submit(
        self, fn: Callable[..., Any], /, *args: Any
    ) -> Future:  # Any: whatever the function takes and gives
        """Have `fn(*args)` done elsewhere."""
        ...


def answers(
    function: Callable[[Task], Answer], tasks: Sequence[Task], pool: Pool | None = None
) -> Iterator[Answer]:
    """`function` of each task, in order; here and now without a pool."""
    if pool is None:
        yield from map(function, tasks)
        return
    promised = [pool.submit(function, task) for task in tasks]
    for future in promised:
        yield future.result()
