"""The world behind a brief: geometry, passages and packs; no interface and no drawing."""
