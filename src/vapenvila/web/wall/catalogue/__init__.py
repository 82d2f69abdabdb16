"""What PostgreSQL's own books say about the wall: whether tables, roles, functions and views are as declared. Reads only."""
