"""The wall in the database: kinds of rows, row-level security, and who acts in a transaction. Below every app."""
