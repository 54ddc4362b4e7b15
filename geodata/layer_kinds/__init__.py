"""The kinds of layer data: how each is checked, sourced and made into rows."""
