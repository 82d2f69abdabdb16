"""`vapenvila spacetime …`: where and when incidents happen and follow each other; one sub-command a method."""

import typer

from vapenvila.cli.spacetime_answers import answers
from vapenvila.cli.spacetime_aoristic import aoristic
from vapenvila.cli.spacetime_hawkes import hawkes
from vapenvila.cli.spacetime_hotspot import hotspot
from vapenvila.cli.spacetime_k import k
from vapenvila.cli.spacetime_knox import knox
from vapenvila.cli.spacetime_triggered import triggered

app = typer.Typer(no_args_is_help=True)


@app.callback()
def spacetime() -> None:
    """Where and when incidents happen and follow each other.

    Example: vapenvila spacetime knox --data events.csv --x x --y y --time date --distances 0,100,200 --days 0,7,14
    """


app.command("knox")(knox)
app.command("k")(k)
app.command("hawkes")(hawkes)
app.command("triggered")(triggered)
app.command("answers")(answers)
app.command("hotspot")(hotspot)
app.command("aoristic")(aoristic)
