"""Until when papers are kept."""

from datetime import date

import pytest

from reports.retention import kept_until


@pytest.mark.parametrize(
    ("meeting", "is_published", "until"),
    [
        (date(2019, 6, 14), True, date(2025, 6, 14)),
        (date(2019, 6, 14), False, date(2023, 6, 14)),
        (date(2020, 2, 29), True, date(2026, 3, 1)),
        (date(2020, 2, 29), False, date(2024, 2, 29)),
    ],
)
def test_a_published_paper_is_kept_six_years_and_a_draft_four(meeting, is_published, until):
    assert kept_until(meeting, is_published=is_published) == until
