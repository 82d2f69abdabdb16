"""The pure import engine: from a file to normalised incidents and a report. Knows no Django and no
database."""
