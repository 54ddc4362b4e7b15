"""Sentences shared by pages, slides, decks, the offline page and the command."""
