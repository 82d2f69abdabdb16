"""Judging past incidents: set by set, by a second person who does not see the first judgement, and how far the two agree."""
