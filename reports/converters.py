"""What may stand in an address of a paper."""

from reports.kinds import Edition


class EditionConverter:
    """One of ``Edition``; any other word names no page."""

    regex = "|".join(Edition)

    def to_python(self, value: str) -> Edition:
        return Edition(value)

    def to_url(self, value: str) -> str:
        return str(Edition(value))
