"""Pages of the shared picture that this process keeps until the picture changes (decision 0005)."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from vapenvila.web.audit.actions import Noted

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page without what belongs to one person or one moment: those places hold marks."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    events: tuple[Noted, ...]


class Shelf:
    """Kept pages of one process, the least lately used thrown out first, and all of an older version."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[tuple[UUID, int, Hashable], KeptPage] = OrderedDict()
        self._version: dict[UUID, int] = {}
        self._lock = Lock()

    def find(self, programme: UUID, version: int, what: Hashable) -> KeptPage | None:
        """The page of this version, or None. Pages of an older version leave the memory: nobody is shown them again."""
        with self._lock:
            self._leave_behind(programme, version)
            page = self._pages.get((programme, version, what))
            if page is not None:
                self._pages.move_to_end((programme, version, what))
            return page

    def keep(self, programme: UUID, version: int, what: Hashable, page: KeptPage) -> None:
        """Keep the page. One of an older version than the newest known, or of more than a tenth of the shelf, is not kept."""
        with self._lock:
            known = self._version.get(programme, version)
            if version < known or len(page.body) > self.most_bytes // 10:
                return
            self._leave_behind(programme, version)
            if (programme, version, what) in self._pages:
                self._drop((programme, version, what))
            self._pages[programme, version, what] = page
            self.bytes += len(page.body)
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def _leave_behind(self, programme: UUID, version: int) -> None:
        known = self._version.get(programme, version)
        if version > known:
            for key in [key for key in self._pages if key[0] == programme]:
                self._drop(key)
        self._version[programme] = max(version, known)

    def _drop(self, key: tuple[UUID, int, Hashable]) -> None:
        self.bytes -= len(self._pages.pop(key).body)


SHELF = Shelf()
