"""A report's page: as HTML that needs nothing else, as tagged PDF, and no figure that keeps to itself what it stands on."""
