"""The offline page: scenes as one HTML file."""
