"""Settings, addresses, page frame, navigation and start page."""
