"""Settings from the environment. What cannot be understood stops the start, and says why."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def env_bool(name: str, default: bool) -> bool:
    """True or False; anything else than yes/no words is refused, not guessed."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Use 1 or 0.")
    return word in TRUE


def env_int(name: str, default: int) -> int:
    """A whole number of nought or more."""
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.strip().isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


def env_list(name: str, default: list[str]) -> list[str]:
    """Words separated by commas; an empty piece is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    words = [word.strip() for word in value.split(",")]
    if not all(words):
        raise ImproperlyConfigured(f"{name}={value!r} has an empty entry between its commas.")
    return words


def env_origin(name: str) -> list[str]:
    """The origin of the address in ``name``, for a policy; nothing when it is unset or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        return []
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name}={value!r} is not an address. Begin it with https://")
    return [f"{parts.scheme}://{parts.netloc}"]


def env_secret(name: str, *, development: str | None) -> str:
    """A secret of 32 characters or more; ``development`` stands in only where it is given."""
    value = os.environ.get(name, "")
    if not value and development is not None:
        return development
    if len(value) < 32:
        raise ImproperlyConfigured(f"Set {name} to a random text of at least 32 characters.")
    return value
