"""Templates of decks: a user's own, which is untrusted, or a plain one."""
