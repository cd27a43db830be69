"""How the scorecard's sentences quote a value, list things and refuse what cannot be seen."""

from corporate_parenting.text import visible
from corporate_parenting.words import capitalised as capitalised
from corporate_parenting.words import listed as listed
from corporate_parenting.words import quoted as quoted


def hides_characters(value: str) -> bool:
    """Whether the value holds characters that nobody sees, such as one that turns 85 into 58."""
    return visible(value) != value
