"""Where people work: the Django site, one application per part of GVI."""
