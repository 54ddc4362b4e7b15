"""Identifiers of rooms: the id in a link, the code that can be said aloud, and the presenter's key."""

import hashlib
import hmac
import re
import secrets

ALPHABET = "34679CDFGHJKMNPQRTWXY"
"""Signs of a code: none looks like another one of them, and without vowels no words come up."""
CODE_LENGTH = 6
ID_BYTES = 12
"""96 bits: nobody finds an id by trying."""
_ID = re.compile(r"[A-Za-z0-9_-]{16}")
_SEPARATORS = re.compile(r"[\s.-]+")


def make_id() -> str:
    """Return a new id, which stands in links."""
    return secrets.token_urlsafe(ID_BYTES)


def make_code() -> str:
    """Return a new code to be said aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def make_key() -> str:
    """Return a new presenter's key, of 256 bits."""
    return secrets.token_urlsafe(32)


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def read_code(text: str) -> str:
    """Return the code that a person has written, in groups or lower case too; empty where it is none."""
    code = _SEPARATORS.sub("", text[: 4 * CODE_LENGTH]).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def hash_key(key: str) -> str:
    """Return what a store keeps of a key: a digest, from which the key is not to be had."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_key(key: str, digest: str) -> bool:
    """Return whether a key is the one with this digest, in the same time whatever the key is."""
    return hmac.compare_digest(hash_key(key), digest)
