"""Page layout of slides and decks: projection, labels, symbols, map surround."""
