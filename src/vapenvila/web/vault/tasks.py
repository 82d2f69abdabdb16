"""What the worker does for the keys by itself: finishes a rotation that was cut off."""

from procrastinate.contrib.django import app

from vapenvila.web.vault.rotation import go_on


@app.periodic(cron="*/15 * * * *", periodic_id="finish-rotation")
@app.task(queueing_lock="finish-rotation", name="vault.finish_rotation")
def finish_rotation(timestamp: int) -> None:
    """Seal anew whatever is still under older keys. Where nothing is, this costs one count."""
    for _done in go_on():
        pass
