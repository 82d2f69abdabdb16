"""`vapenvila evaluate …`: did it work? One sub-command a method, each in its own module."""

import typer

from vapenvila.cli.evaluate_agreement import agreement
from vapenvila.cli.evaluate_blocks import blocks
from vapenvila.cli.evaluate_costs import costs
from vapenvila.cli.evaluate_did import did
from vapenvila.cli.evaluate_its import its
from vapenvila.cli.evaluate_meta import meta
from vapenvila.cli.evaluate_monitor import monitor
from vapenvila.cli.evaluate_nowcast import nowcast_command
from vapenvila.cli.evaluate_power import power
from vapenvila.cli.evaluate_survey import survey
from vapenvila.cli.evaluate_synthetic import scm, sdid
from vapenvila.cli.evaluate_wdd import wdd
from vapenvila.cli.evaluate_wedge import wedge

app = typer.Typer(no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Ask whether a programme worked, with intervals and checks.

    Example: vapenvila evaluate its --data months.csv --time month --outcome shootings --start 2024-01-01
    """


app.command("its")(its)
app.command("wdd")(wdd)
app.command("blocks")(blocks)
app.command("scm")(scm)
app.command("sdid")(sdid)
app.command("survey")(survey)
app.command("costs")(costs)
app.command("did")(did)
app.command("wedge")(wedge)
app.command("monitor")(monitor)
app.command("meta")(meta)
app.command("nowcast")(nowcast_command)
app.command("power")(power)
app.command("agreement")(agreement)
