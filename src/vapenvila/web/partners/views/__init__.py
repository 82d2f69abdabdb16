"""Pages of the programme's set-up, agencies, people, missions and roles."""
