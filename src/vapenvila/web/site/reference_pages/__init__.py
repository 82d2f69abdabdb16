"""Reference pages of docs/, each written from the table in the code that it shows."""
