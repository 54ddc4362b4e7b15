"""The command `seabrief`."""
