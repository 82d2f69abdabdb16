"""Did an area of many small blocks fare otherwise than blocks weighted to be like it?"""

from vapenvila.analysis.matched_blocks.block_panel import BlockError, BlockPanel, block_panel
from vapenvila.analysis.matched_blocks.blocks import matched_blocks
from vapenvila.analysis.matched_blocks.calibration import Calibration, calibrated
from vapenvila.analysis.matched_blocks.result import MatchedBlocks, OutcomeChange

__all__ = [
    "BlockError",
    "BlockPanel",
    "Calibration",
    "MatchedBlocks",
    "OutcomeChange",
    "block_panel",
    "calibrated",
    "matched_blocks",
]
