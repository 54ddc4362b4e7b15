"""State of a session: selection, link, active pack, caches."""
