"""The New brief page: a text becomes a briefing."""
