"""The interface of SeaBrief: pages, maps and the command."""
