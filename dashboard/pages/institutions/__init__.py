"""The Institutions and events page."""
