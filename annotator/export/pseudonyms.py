"""Pseudonyms: the same for one person in every export of a workspace, and not to be undone without its key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from pathlib import Path

from annotator import atomic


def key(path: Path) -> bytes:
    """The workspace's key, made at first use; it never leaves this machine (mode 0600)."""
    if not path.exists():
        atomic.write(path, secrets.token_hex(32).encode(), private=True)
    return path.read_bytes()


def pseudonyms(people: Iterable[str], key: bytes) -> dict[str, str]:
    """``person-`` and 10 hex digits for each e-mail: an HMAC-SHA256, case aside."""
    return {
        person: f"person-{hmac.new(key, person.casefold().encode(), hashlib.sha256).hexdigest()[:10]}"
        for person in people
    }
