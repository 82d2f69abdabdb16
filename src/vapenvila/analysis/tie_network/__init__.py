"""Networks of ties: how they hang together, as wholes."""

from vapenvila.analysis.tie_network.communities import communities_of, modularity
from vapenvila.analysis.tie_network.crowd import Crowd, crowd
from vapenvila.analysis.tie_network.spread import spread_out
from vapenvila.analysis.tie_network.structure import (
    Centrality,
    centrality_of,
    components_of,
    cores_of,
    joining_places,
)
from vapenvila.analysis.tie_network.summary import NetworkSummary, network_summary
from vapenvila.analysis.tie_network.ties import (
    MOST_IN_ONE,
    Network,
    NetworkError,
    network_of_incidents,
    network_of_ties,
)

__all__ = [
    "MOST_IN_ONE",
    "Centrality",
    "Crowd",
    "Network",
    "NetworkError",
    "NetworkSummary",
    "centrality_of",
    "communities_of",
    "components_of",
    "cores_of",
    "crowd",
    "joining_places",
    "modularity",
    "network_of_incidents",
    "network_of_ties",
    "network_summary",
    "spread_out",
]
