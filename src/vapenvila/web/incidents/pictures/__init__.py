"""The filtered set of incidents as map, calendar, timeline and charts."""
