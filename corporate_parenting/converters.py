"""What may stand in an address."""

from django.urls.converters import IntConverter

LARGEST_KEY = 2**63 - 1


class KeyConverter(IntConverter):
    """The key of a row. A number that no database holds names no page, instead of breaking one."""

    def to_python(self, value: str) -> int:
        key = super().to_python(value)
        if key > LARGEST_KEY:
            raise ValueError("No row has this key.")
        return key
