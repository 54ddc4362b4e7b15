"""Records of a pack: the schema of its files."""
