"""The upload of a plan, and the choices of the person who reviews it."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from actions.imports.columns import ROLE_WORDS, ColumnMap
from actions.imports.grids import Grid, Row
from actions.imports.proposals import JoinOffer
from actions.imports.reading import read_grids
from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, UploadError, open_upload
from corporate_parenting.widgets import GovDateField

DECISIONS = [("keep", "A row of its own"), ("join", "The rest of the row above")]


class PlanUploadForm(OnceForm):
    """``cleaned_data["file"]`` is (name, grids): nothing of the file itself is kept."""

    file = forms.FileField(
        label="The plan",
        help_text="A Word (.docx), Excel (.xlsx), CSV or text file of at most 10 MB.",
        max_length=200,
    )
    title = CleanCharField(
        label="Title of the plan",
        max_length=200,
        help_text="Use the title of a plan that is here already to update that plan.",
    )
    starts_on = GovDateField(label="The plan starts on")
    ends_on = GovDateField(label="The plan ends on")
    notes_as_at = GovDateField(
        label="The comments are as at",
        required=False,
        help_text="The day of the comments in the file. Today, unless you change it.",
    )

    def clean_file(self) -> tuple[str, tuple[Grid, ...]]:
        sent = self.cleaned_data["file"]
        name = clean_text(sent.name, lines=False)[:200]
        if sent.size > MAX_BYTES:
            raise ValidationError("The file is larger than 10 MB. Save the plan alone and retry.")
        try:
            return name, read_grids(open_upload(name, sent.read()))
        except UploadError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", "The plan must end after it starts.")


class ImportReviewForm(VersionedForm):
    """Which column holds what, and which rows belong together."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        *args: object,
        grids: Sequence[Grid],
        maps: Sequence[ColumnMap],
        offers: Sequence[JoinOffer],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.grids, self.maps, self.offers = grids, maps, offers
        for g, columns in enumerate(maps):
            for c, role in enumerate(columns.roles):
                self.fields[f"column-{g}-{c}"] = forms.ChoiceField(
                    label=f"{grids[g].name}, column {c + 1}",
                    choices=list(ROLE_WORDS.items()),
                    required=False,
                    initial=role,
                )
        for offer in offers:
            self.fields[f"row-{offer.row_id}"] = forms.ChoiceField(
                label=str(offer.place),
                help_text=f"{offer.reason} {_words_of(grids, offer)}",
                choices=DECISIONS,
                widget=forms.RadioSelect,
                initial=offer.decision or "keep",
            )

    @property
    def chosen_maps(self) -> tuple[ColumnMap, ...]:
        """The maps with the roles that the person chose."""
        return tuple(
            ColumnMap(
                tuple(self.cleaned_data[f"column-{g}-{c}"] for c in range(len(columns.roles))),
                columns.headings,
                columns.header_row,
            )
            for g, columns in enumerate(self.maps)
        )

    @property
    def chosen_decisions(self) -> dict[str, str]:
        return {offer.row_id: self.cleaned_data[f"row-{offer.row_id}"] for offer in self.offers}

    @property
    def offer_fields(self) -> list[forms.BoundField]:
        return [self[f"row-{offer.row_id}"] for offer in self.offers]

    @property
    def column_groups(self) -> list[dict[str, object]]:
        """For each sheet or table: its name and its columns, each with heading and an example."""
        return [
            {
                "grid": grid,
                "is_usable": columns.is_usable,
                "columns": [
                    (self[f"column-{g}-{c}"], _heading(columns, c), _example(grid, columns, c))
                    for c in range(len(columns.roles))
                ],
            }
            for g, (grid, columns) in enumerate(zip(self.grids, self.maps, strict=True))
        ]


def _words_of(grids: Sequence[Grid], offer: JoinOffer) -> str:
    """The words of the row and of the row above it: one cannot decide without them."""
    rows = next(grid.rows for grid in grids if grid.name == offer.place.grid)
    at = next(at for at, row in enumerate(rows) if row.number == offer.place.row)
    above = _start_of(rows[at - 1]) if at else "nothing"
    return f"The row above: {above}. This row: {_start_of(rows[at])}."


def _start_of(row: Row) -> str:
    """Its cells, each at most 60 characters."""
    return "; ".join(f"“{Truncator(row.cells[at].text).chars(60)}”" for at in row.filled)


def _heading(columns: ColumnMap, index: int) -> str:
    return columns.headings[index] if index < len(columns.headings) else ""


def _example(grid: Grid, columns: ColumnMap, index: int) -> str:
    """The first words below the heading, at most 80 characters."""
    below = (row.cells[index].text for row in grid.rows if row.number > columns.header_row)
    return next((text[:80] for text in below if text), "")
