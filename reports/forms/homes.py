"""The form on which an author chooses what a draft tells of our homes."""

from datetime import date

from django import forms

from corporate_parenting.forms import VersionedForm
from corporate_parenting.widgets import GovDateField
from corporate_parenting.words import day_words
from reports import kinds
from reports.models import HomesSection, Report
from reports.queries import previous_meeting_on, sections_to_choose

CHOOSE = "Choose from the sections on this page."
CHOOSE_PARTS = "Choose what the paper tells of the homes."
ENTER_SINCE = "No earlier meeting of the board is recorded. Enter the day since when it tells."
DEFAULT_PARTS = ("with_counts", "with_list")


def part_choices() -> list[tuple[str, str]]:
    """What the section on judgements may hold, as its columns name it."""
    names = ("with_counts", "with_list", "with_places")
    fields = [(name, HomesSection._meta.get_field(name).verbose_name) for name in names]
    return [(name, f"{words[:1].upper()}{words[1:]}") for name, words in fields]


class HomesForm(VersionedForm):
    """Which sections on homes a paper has, of which day, and what they tell."""

    sections = forms.MultipleChoiceField(
        label="Sections",
        required=False,
        choices=kinds.homes_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    )
    day = GovDateField(
        label="Homes as at",
        required=False,
        help_text="Not a day to come: what is published later is not told before.",
    )
    parts = forms.MultipleChoiceField(
        label="The judgements tell",
        required=False,
        choices=part_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE_PARTS, "invalid_list": CHOOSE_PARTS},
    )
    since = GovDateField(label="Changes since", required=False)
    plain_fields = ("sections", "day", "parts", "since")

    def __init__(self, *args: object, report: Report, today: date, **kwargs: object) -> None:
        chosen = {row.section: row for row in report.homes_sections.order_by("section")}
        initial = {"version": report.version, "parts": DEFAULT_PARTS}
        initial["sections"] = [name for name, row in chosen.items() if row.is_included]
        initial["day"] = next((row.day for row in chosen.values()), None)
        if row := chosen.get("home_judgements"):
            initial["parts"] = [name for name, _ in part_choices() if getattr(row, name)]
        if row := chosen.get("home_changes"):
            initial["since"] = row.since
        super().__init__(*args, initial=initial, **kwargs)
        self.report, self.today = report, today
        self.fields["sections"].choices = [
            (name, kinds.SECTIONS[name]) for name in sections_to_choose(report, kinds.HOMES)
        ]
        met = previous_meeting_on(report.meeting, report.meeting.held_on)
        self.fields["since"].help_text = (
            f"Left empty, since the board’s meeting before: {day_words(met)}."
            if met
            else ENTER_SINCE
        )

    def clean(self) -> None:
        given = self.cleaned_data
        ticked, day, since = given.get("sections", []), given.get("day"), given.get("since")
        if not ticked:
            return
        if "day" in given and day is None:
            self.add_error("day", "Enter the day as at which the paper tells of the homes.")
        if day and day > self.today:
            self.add_error("day", f"Enter a day up to today, {day_words(self.today)}.")
        if "home_judgements" in ticked and "parts" in given and not given["parts"]:
            self.add_error("parts", CHOOSE_PARTS)
        if "home_changes" in ticked and day and "since" in given:
            self._check_since(since, day)

    def _check_since(self, since: date | None, day: date) -> None:
        if since is None and previous_meeting_on(self.report.meeting, day) is None:
            self.add_error("since", ENTER_SINCE)
        elif since and since >= day:
            self.add_error("since", f"Enter a day before {day_words(day)}, the homes’ own day.")

    def choice(self) -> dict[str, object]:
        """What a valid form says, as ``services.choose_homes`` takes it."""
        return {name: self.cleaned_data[name] for name in self.plain_fields}

    def both_texts(self, current: Report) -> list[tuple[str, str, str]]:
        """The choice as somebody else saved it, and as it was made here."""
        names = dict(self.fields["sections"].choices)
        rows = current.homes_sections.filter(is_included=True).order_by("section")
        theirs = [_words(str(row.get_section_display()), row.day, *_told(row)) for row in rows]
        given = self.cleaned_data
        ours = [
            _words(names[name], given["day"], *_chosen(name, given["parts"], given["since"]))
            for name in sorted(given["sections"])
        ]
        return [("Sections", "; ".join(theirs), "; ".join(ours))]


def _told(row: HomesSection) -> list[str]:
    parts = [name for name, _ in part_choices() if getattr(row, name)]
    return _chosen(row.section, parts, row.since)


def _chosen(section: str, parts: list[str], since: date | None) -> list[str]:
    if section == "home_changes":
        return [f"since {day_words(since)}"] if since else []
    return [words for name, words in part_choices() if name in parts]


def _words(name: str, day: date | None, *more: str) -> str:
    return ", ".join([name, *([f"as at {day_words(day)}"] if day else []), *more])
