"""Rooms: what one presenter shows, for those who follow from elsewhere."""
