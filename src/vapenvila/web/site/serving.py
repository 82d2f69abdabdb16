"""The web server: granian runs the site in a few processes with threads."""

import logging
import os

from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from vapenvila.web.site.parent_watch import end_with_parent_named_in

SERVER = "VAPENVILA_SERVER"  # number of the process whose end the web processes follow
STARTER = "VAPENVILA_STARTER"  # number of the process that started the server (the demo), if one did
MOST_PROCESSES = 4
THREADS = 4


def serve(*, host: str, port: int, processes: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT."""
    logging.getLogger("_granian").setLevel(logging.ERROR)
    end_with_parent_named_in(STARTER)
    os.environ[SERVER] = str(os.getpid())
    connections.close_all()  # nothing open is carried into the web processes
    Granian(
        "vapenvila.web.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes or min(os.cpu_count() or 1, MOST_PROCESSES),
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
