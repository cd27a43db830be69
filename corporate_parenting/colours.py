"""How well people can read words on a colour, by the measure of WCAG 2.2."""

ENOUGH = 4.5
"""The least contrast of ordinary words with what lies behind them (success criterion 1.4.3)."""


def contrast_with_white(colour: str) -> float:
    """From 1 (white itself) to 21 (black); ``colour`` is written as #1d5b79."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
