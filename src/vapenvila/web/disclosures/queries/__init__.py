"""Reading at the door. The wall lets through what lies in the reader's room; these say which of it, and in which order."""
