"""The world behind a brief: geometry, routing, texts and packs; no interface and no drawing."""
