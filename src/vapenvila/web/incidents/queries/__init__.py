"""Reading the register. `filtered` is the one gate that list, map, calendar, charts and export go through."""
