"""Who is reading, in which programme and room: checks each view before it runs and opens the right rows for it."""
