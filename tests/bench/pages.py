"""What is measured, and what each must reach."""

from typing import NamedTuple

FILTER = "status=green&status=amber&status=not_started&agency={agency}"


class Goal(NamedTuple):
    """Milliseconds: the median of one client, the 95th percentile of eight."""

    median: float | None = None
    p95: float | None = None
    queries: int | None = None


PAGE = Goal(median=25, p95=100, queries=10)
SCORECARD = Goal(p95=150, queries=15)
HOMES = Goal(p95=100, queries=12)


class Page(NamedTuple):
    """A path with its words; ``marks`` are told how often the page must hold what."""

    name: str
    words: str
    path: str
    goal: Goal | None = None
    marks: tuple[tuple[str, int], ...] = ()
    is_download: bool = False


ROW = '<tr class="govuk-table__row">'
NOTE = '<article class="plan-note'
ENTRY = '<tbody class="govuk-table__body scorecard-entry">'
HOME = '<th scope="row" class="govuk-table__header homes-name">'
HOMES_WORDS = "50 of 200 homes, 2,000 events"
SCORECARD_WORDS = "80 indicators, 12 quarters, 4 areas"
PAGES = (
    Page("bare", "Bare view (/health/)", "/health/"),
    Page("smallest", "Smallest page behind sign-in", "/"),
    Page("filtered", "Filtered list, 25 a page", "/actions/?" + FILTER, PAGE, ((ROW, 26),)),
    Page("list", "List without a filter, 25 a page", "/actions/", PAGE, ((ROW, 26),)),
    Page("action", "Action page, 100 notes", "/actions/{action}/", PAGE, ((NOTE, 100),)),
    Page("scorecard", f"Scorecard, {SCORECARD_WORDS}", "/scorecard/", SCORECARD, ((ENTRY, 80),)),
    Page("public", "Scorecard, small numbers hidden", "/scorecard/", SCORECARD, ((ENTRY, 80),)),
    Page("homes", f"Register of homes, {HOMES_WORDS}", "/homes/", HOMES, ((HOME, 50),)),
    Page("words", "Search for a word", "/actions/?words=lighthouse", None, ((ROW, 26),)),
    Page("csv", "CSV of all rows", "/actions/export/csv/", is_download=True),
)
NOTE_FORM = "/strands/{strand}/notes/add/"
RECORD = Goal(median=15)
CSV_GOAL, CSV_GOAL_ROWS = Goal(median=500), 10_000
IMPORT_GOAL = Goal(median=3_000)
FIGURES_GOAL = Goal(median=10_000)
CHART_GOAL = Goal(median=20)
READ_WHILE_PRINTING, PRINTING_GOAL = ("filtered", "list"), 300  # ms, p95 of fifty
MEMORY_GOAL = 150  # MB a web process
