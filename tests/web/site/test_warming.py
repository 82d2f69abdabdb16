"""A web process loads compiled code before somebody needs it."""

import os
import subprocess
import sys

STARTED = """
import threading
import vapenvila.web.site.wsgi
for thread in threading.enumerate():
    if thread.name == "warming":
        thread.join(120)
import gc
from vapenvila.analysis.tie_network import communities
print(len(communities._move.signatures), gc.get_freeze_count() > 100_000)
"""


def test_a_web_process_has_the_code_of_the_network_ready_and_never_looks_through_it_again() -> None:
    environment = {
        **os.environ,
        "VAPENVILA_NO_DATABASE": "1",
        "DJANGO_SETTINGS_MODULE": "vapenvila.web.site.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", STARTED], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "1 True", done.stderr
