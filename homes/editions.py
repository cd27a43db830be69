"""What a reader may see of homes; whoever asks for nothing gets the public edition."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """``on``: today. Each switch adds what the public edition leaves out.

    ``names``: internal names, URNs, places and who runs a home. ``exempt``: exempt wordings.
    ``embargoed``: inspections and notices that are not published yet.
    """

    on: date
    names: bool = False
    exempt: bool = False
    embargoed: bool = False

    @property
    def is_public(self) -> bool:
        return not (self.names or self.exempt or self.embargoed)

    @property
    def is_full(self) -> bool:
        return self.names and self.exempt and self.embargoed

    def known_on(self, day: date) -> date:
        """The day up to which things are told: of a day to come nothing is known yet."""
        return min(day, self.on)

    def tells(self, published_on: date | None, day: date) -> bool:
        """Whether what is published then may be told to this reader who asks for ``day``."""
        return self.embargoed or is_out(published_on, self.known_on(day))


def is_out(published_on: date | None, day: date) -> bool:
    return published_on is not None and published_on <= day
