"""Agencies, programmes, rooms and missions: who acts together, where, and for how long."""
