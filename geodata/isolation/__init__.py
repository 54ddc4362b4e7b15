"""Reading of untrusted files in processes of their own, with limits and without a network."""
