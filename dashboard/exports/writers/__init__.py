"""Write the files of pictures, decks and offline pages: a module each, with what it alone needs."""
