"""PowerPoint decks with editable maps."""
