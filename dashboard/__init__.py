"""The interface of SeaBrief: web pages, maps, exports and the command."""
