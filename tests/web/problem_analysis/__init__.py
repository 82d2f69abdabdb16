"""Tests of the problem analysis as a page of the programme."""
