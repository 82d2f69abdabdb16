"""An example object for each route that names one, so that the guards can open it as every role.

A new route with a parameter needs a line in the file of its part of the house (`examples/`); the guard fails and says
so. The object belongs to the city, and the person given may open it if their role has the route's right.
"""

from itertools import chain

from tests.guards.examples import (
    copies,
    disclosures,
    group_audit,
    groups,
    imports,
    incident_coding,
    incidents,
    memberships,
    oversight,
    people,
    reviews,
)
from tests.guards.examples.form import Example

PARTS = (
    copies,
    disclosures,
    group_audit,
    groups,
    imports,
    incident_coding,
    incidents,
    memberships,
    oversight,
    people,
    reviews,
)
EXAMPLES: dict[str, Example] = dict(chain.from_iterable(part.EXAMPLES.items() for part in PARTS))
if len(EXAMPLES) != sum(len(part.EXAMPLES) for part in PARTS):
    raise AssertionError("a route has an example in two parts of the house")
