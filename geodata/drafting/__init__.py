"""Find in a text what a map of it would show, as proposals for a person to check."""
