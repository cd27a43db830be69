"""The upload of a plan, and the choices of the person who reviews it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from actions.imports.columns import ColumnMap, alike, role_words
from actions.imports.grids import Grid
from actions.imports.parting import parted, parting_decision, parting_problem, together
from actions.imports.proposals import JoinOffer, LeadOffer
from actions.imports.reading import read_grids
from actions.imports.review import CutCell, FileRows, cut_cells
from actions.lead_names import read_leads
from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.models import Council
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, UploadError, open_upload
from corporate_parenting.widgets import GovDateField

DECISIONS = [("keep", "A row of its own"), ("join", "The rest of the row above")]
MAX_LEAD_CHOICES = 200  # with a field a row and a column, within the fields that one form may send
TOO_LARGE = "The file is larger than 10 MB. Take pictures out of it, or save the plan alone."


class PlanUploadForm(OnceForm):
    """``cleaned_data["file"]`` is (name, grids): nothing of the file itself is kept."""

    file = forms.FileField(
        label="The plan",
        help_text="A Word (.docx), Excel (.xlsx), CSV or text file of at most 10 MB.",
        widget=forms.FileInput({"data-max-bytes": MAX_BYTES, "data-too-large": TOO_LARGE}),
    )
    title = CleanCharField(
        label="Title of the plan",
        max_length=200,
        help_text="Use the title of a plan that is here already to update that plan.",
    )
    starts_on = GovDateField(
        label="The plan starts on", error_messages={"required": "Enter the plan’s first day."}
    )
    ends_on = GovDateField(
        label="The plan ends on", error_messages={"required": "Enter the plan’s last day."}
    )
    notes_as_at = GovDateField(
        label="The comments are as at",
        required=False,
        help_text="The day of the comments in the file. Today, unless you change it.",
    )

    def clean_file(self) -> tuple[str, tuple[Grid, ...]]:
        sent = self.cleaned_data["file"]
        name = clean_text(sent.name, lines=False)[:200] or "The file"
        if sent.size > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        try:
            return name, read_grids(open_upload(name, sent.read()))
        except UploadError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", "The plan must end after it starts.")
        if self.errors and "file" in self.cleaned_data:
            self.add_error("file", "Choose the file again: the browser does not keep it.")


@dataclass(frozen=True)
class RowChoice:
    """A row that may be the rest of the row above: where it stands, and what breaks off there."""

    where: str
    cells: list[CutCell]
    field: forms.BoundField
    offer: JoinOffer


@dataclass(frozen=True)
class LeadChoice:
    """A line that may name several leads: the choice, and the box for leads that are typed."""

    where: str
    field: forms.BoundField
    words: forms.BoundField
    offer: LeadOffer


class ImportReviewForm(VersionedForm):
    """Which column holds what, which rows belong together, and which leads a line names."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: object,
        grids: Sequence[Grid],
        maps: Sequence[ColumnMap],
        offers: Sequence[JoinOffer],
        lead_offers: Sequence[LeadOffer],
        council: Council,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grids, self.maps, self.offers = grids, maps, offers
        self.lead_offers = lead_offers[:MAX_LEAD_CHOICES]
        self.council = council
        self.role_words = role_words(
            priority=council.priority_word,
            action=council.action_word,
            strand=council.strand_word,
        )
        self.leaders = alike(maps)
        for g in sorted(set(self.leaders)):
            for c, role in enumerate(maps[g].roles):
                self.fields[f"column-{g}-{c}"] = forms.ChoiceField(
                    label=f"{grids[g].name}, column {c + 1}",
                    choices=list(self.role_words.items()),
                    required=False,
                    initial=role,
                )
        for offer in offers:
            self.fields[f"row-{offer.row_id}"] = forms.ChoiceField(
                label=str(offer.place),
                help_text=offer.reason,
                choices=DECISIONS,
                widget=forms.RadioSelect({"class": "govuk-radios--small govuk-radios--inline"}),
                required=False,
                initial=offer.decision,
            )
        for offer in self.lead_offers:
            self._add_lead_fields(offer)

    def _add_lead_fields(self, offer: LeadOffer) -> None:
        choice, words = lead_fields(offer.line)
        self.fields[choice] = forms.ChoiceField(
            label=offer.line,
            choices=_lead_choices(offer),
            widget=forms.RadioSelect,
            required=False,
            initial=_chosen(offer),
        )
        self.fields[words] = CleanCharField(
            label="The leads, with / between them",
            max_length=1_000,
            required=False,
            initial=together(offer.decision) if _chosen(offer) == "typed" else offer.line,
        )
        self.fields[words].is_plain = True

    def clean(self) -> None:
        """Refuse typed leads that name nobody; ``chosen_leads`` are those of each line."""
        self.chosen_leads: dict[str, str] = {}
        for offer in self.lead_offers:
            choice, words = lead_fields(offer.line)
            chosen = self.cleaned_data.get(choice)
            leads = {"one": (offer.line,), "offered": offer.offered}.get(chosen, ())
            if chosen == "typed" and words in self.cleaned_data:
                leads = parted(self.cleaned_data[words])
                if problem := parting_problem(leads):
                    self.add_error(words, f"“{Truncator(offer.line).chars(80)}”: {problem}")
            if leads:
                self.chosen_leads |= parting_decision(offer.line, leads)

    @property
    def chosen_maps(self) -> tuple[ColumnMap, ...]:
        """The maps with the roles that the person chose; like tables get those of the first."""
        return tuple(
            replace(
                columns,
                roles=tuple(
                    self.cleaned_data[f"column-{leader}-{c}"] for c in range(len(columns.roles))
                ),
            )
            for leader, columns in zip(self.leaders, self.maps, strict=True)
        )

    @property
    def chosen_decisions(self) -> dict[str, str]:
        """What the person has decided up to now; what is not decided has no entry."""
        rows = {offer.row_id: self.cleaned_data[f"row-{offer.row_id}"] for offer in self.offers}
        return {key: chosen for key, chosen in rows.items() if chosen} | self.chosen_leads

    @property
    def decisions(self) -> dict[str, str]:
        """The decisions that stand, as ``chosen_decisions`` gives those of the person."""
        found = {offer.row_id: offer.decision for offer in self.offers if offer.decision}
        for offer in self.lead_offers:
            found |= parting_decision(offer.line, offer.decision) if offer.decision else {}
        return found

    def row_choices(self, rows: FileRows, *, is_decided: bool) -> dict[str, list[RowChoice]]:
        """The rows on offer by the name of their priority: those decided about, or the others."""
        choices = [
            RowChoice(
                rows.where(offer.place),
                cut_cells(self.grids, self.maps, offer, self.role_words),
                self[f"row-{offer.row_id}"],
                offer,
            )
            for offer in self.offers
            if bool(offer.decision) == is_decided
        ]
        return rows.by_priority(choices, lambda choice: choice.offer.place)

    def lead_choices(
        self, rows: FileRows, *, is_decided: bool, stays: bool = False
    ) -> dict[str, list[LeadChoice]]:
        """The lines by the name of their priority; undecided ones in rows that stay, or others."""
        choices = [
            LeadChoice(rows.where_all(offer.places), self[choice], self[words], offer)
            for offer in self.lead_offers
            for choice, words in [lead_fields(offer.line)]
            if bool(offer.decision) == is_decided
            and (is_decided or stays == all(map(rows.stays, offer.places)))
        ]
        return rows.by_priority(choices, lambda choice: choice.offer.places[0])

    @property
    def column_groups(self) -> list[dict[str, object]]:
        """For each kind of sheet or table: the names, and its columns with heading and example."""
        return [
            {
                "names": [
                    grid.name
                    for grid, leader in zip(self.grids, self.leaders, strict=True)
                    if leader == g
                ],
                "is_usable": self.maps[g].is_usable,
                "columns": [
                    (self[f"column-{g}-{c}"], _heading(self.maps[g], c), self._example(g, c))
                    for c in range(len(self.maps[g].roles))
                ],
            }
            for g in sorted(set(self.leaders))
        ]

    def _example(self, leader: int, index: int) -> str:
        """The first words of a like table below the heading, at most 80 characters."""
        below = (
            row.cells[index].text
            for grid, columns, first in zip(self.grids, self.maps, self.leaders, strict=True)
            if first == leader
            for row in grid.rows
            if row.number > columns.header_row
        )
        return next((text[:80] for text in below if text), "")


def lead_fields(line: str) -> tuple[str, str]:
    """The names of the choice about a line and of its box: the same for the same words."""
    key = hashlib.sha256(line.encode()).hexdigest()[:16]
    return f"lead-{key}", f"leads-{key}"


def _lead_choices(offer: LeadOffer) -> list[tuple[str, str]]:
    readings = read_leads(offer.line).readings
    names = together(reading.as_typed for reading in readings)
    choices = [("one", "One lead" if len(readings) == 1 else f"As it is read: {names}")]
    if offer.offered:
        choices.append(("offered", f"{len(offer.offered)} leads: {together(offer.offered)}"))
    return [*choices, ("typed", "Other leads, which I type")]


def _chosen(offer: LeadOffer) -> str:
    """The choice that was made about the line, or nothing yet."""
    if not offer.decision:
        return ""
    return {(offer.line,): "one", offer.offered: "offered"}.get(offer.decision, "typed")


def _heading(columns: ColumnMap, index: int) -> str:
    return columns.headings[index] if index < len(columns.headings) else ""
