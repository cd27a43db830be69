"""Until when a paper is kept, counted from its meeting.

The Local Government Act 1972 keeps what a board was given open for six years (s100C), and
background papers for four (s100D); a draft that came to nothing is taken for one of these.
"""

from datetime import date

PUBLISHED_YEARS, DRAFT_YEARS = 6, 4


def kept_until(meeting_on: date, *, is_published: bool) -> date:
    """The last day; of a meeting on 29 February, 1 March where the year has none."""
    year = meeting_on.year + (PUBLISHED_YEARS if is_published else DRAFT_YEARS)
    try:
        return meeting_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
