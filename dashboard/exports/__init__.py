"""Files to take away: slides, decks, offline page, data, kit."""
