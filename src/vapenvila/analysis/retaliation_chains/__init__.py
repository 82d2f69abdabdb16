"""Retaliation chains: do groups that were hurt act soon after, more often than chance alone would bring?"""

from vapenvila.analysis.retaliation_chains.followers import retaliation_chains
from vapenvila.analysis.retaliation_chains.picture import chains_chart
from vapenvila.analysis.retaliation_chains.result import ChanceCount, RetaliationChains

__all__ = ["ChanceCount", "RetaliationChains", "chains_chart", "retaliation_chains"]
