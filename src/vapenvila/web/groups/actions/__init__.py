"""Everything that changes what is said of groups. One act a module."""
