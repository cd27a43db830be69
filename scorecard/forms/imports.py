"""The upload of figures, the choice of columns, and the last look before they are saved."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from corporate_parenting.forms import (
    CleanCharField,
    CleanTextField,
    OnceForm,
    ReviewForm,
    VersionedForm,
)
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_BYTES, Upload, UploadError
from scorecard.figures import FigureError, read_figure
from scorecard.imports.lait import council_code, councils_of, likely_council
from scorecard.imports.lait_dictionary import dictionary_table
from scorecard.imports.neighbours import neighbours_table
from scorecard.imports.tables import Table, figures_upload, key, table_from_json
from scorecard.models import FigureImport, FigureMapping, Indicator
from scorecard.services.figure_files import council_neighbours, tables_of

OWN, LAIT, NEW = "own", "lait", "new"
TOO_LARGE = "The file is larger than 10 MB. Leave out what is not needed."
MOST_VALUES = 30  # of a column that rows can be chosen by

# How DfE heads its columns; other publishers' columns are chosen by hand.
_USUAL = {
    "area": ("la name", "local authority"),
    "region": ("region name", "region"),
    "country": ("country name", "country"),
    "area_code": ("old la code", "la number"),
    "period": ("time period", "year", "period"),
}


def upload_box(label: str, help_text: str, **options: object) -> forms.FileField:
    widget = forms.FileInput({"data-max-bytes": MAX_BYTES, "data-too-large": TOO_LARGE})
    return forms.FileField(
        label=label, help_text=help_text, max_length=200, widget=widget, **options
    )


def upload_of(sent: UploadedFile) -> Upload:
    """The file that was sent, checked. UploadError says what is wrong with it."""
    if sent.size > MAX_BYTES:
        raise UploadError(TOO_LARGE)
    return figures_upload(clean_text(sent.name, lines=False)[:200], sent.read())


class FigureUploadForm(OnceForm):
    """``cleaned_data["tables"]``: of the file; ``mapping``: the saved choices, or None."""

    file = upload_box("The file", "Excel (.xlsx) or CSV, at most 10 MB.")
    holds = forms.ChoiceField(label="What the file holds", widget=forms.RadioSelect)

    def __init__(self, *args: object, mappings: Sequence[FigureMapping], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.mappings = {str(mapping.pk): mapping for mapping in mappings}
        self.fields["holds"].choices = [
            (OWN, "Our own scorecard"),
            (LAIT, "DfE’s Local Authority Interactive Tool (LAIT)"),
            *((key, f"A published file: {each}") for key, each in self.mappings.items()),
            (NEW, "A published file whose columns I choose now"),
        ]

    def clean(self) -> None:
        sent, holds = self.cleaned_data.get("file"), self.cleaned_data.get("holds")
        if not sent or not holds:
            return
        kinds = {OWN: FigureImport.Kind.OWN, LAIT: FigureImport.Kind.LAIT}
        kind = kinds.get(holds, FigureImport.Kind.PUBLISHED)
        try:
            upload = upload_of(sent)
            tables = tables_of(upload, kind)
        except UploadError as error:
            self.add_error("file", str(error))
            return
        self.cleaned_data |= {"name": upload.name, "kind": kind, "tables": tables}
        self.cleaned_data["mapping"] = self.mappings.get(holds)


class FigureColumnsForm(VersionedForm):
    """Which columns of a published file give what, and which rows are meant."""

    name = CleanCharField(
        label="Name of these choices",
        max_length=100,
        help_text="The next file of this kind is read by them.",
    )
    indicator = forms.ModelChoiceField(Indicator.objects.all(), label="Indicator")
    area = forms.ChoiceField(label="Column of the council’s name")
    region = forms.ChoiceField(label="Column of the region’s name", required=False)
    country = forms.ChoiceField(label="Column of the country’s name", required=False)
    area_code = forms.ChoiceField(
        label="Column of the council’s number", required=False, help_text="Such as 808."
    )
    period = forms.ChoiceField(label="Column of the period")
    value = forms.ChoiceField(label="Column of the figure")
    numerator = forms.ChoiceField(label="Column of the numerator", required=False)
    denominator = forms.ChoiceField(label="Column of the denominator", required=False)

    def __init__(self, *args: object, table: Table, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        heads = [("", "None"), *((head, head) for head in table.heads if head)]
        for name, field in self.fields.items():
            if type(field) is forms.ChoiceField:
                field.choices = heads
                field.initial = _usual(table, name)
        self.filters = {f"filter-{index}": index for index in _filter_columns(table)}
        self.heads = table.heads
        for name, index in self.filters.items():
            values = sorted({row.cells[index] for row in table.rows if row.cells[index]})
            self.fields[name] = forms.ChoiceField(
                label=f"Only rows with this {table.heads[index]}",
                choices=[("", "Any"), *((value, value) for value in values)],
                required=False,
            )

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.filters]

    @property
    def chosen(self) -> dict[str, object]:
        """The columns of a FigureMapping."""
        sent = self.cleaned_data
        return {
            "name": sent["name"],
            "indicator": sent["indicator"],
            "area_columns": [
                head for head in (sent["area"], sent["region"], sent["country"]) if head
            ],
            "area_code_column": sent["area_code"],
            "period_column": sent["period"],
            "value_column": sent["value"],
            "numerator_column": sent["numerator"],
            "denominator_column": sent["denominator"],
            "filters": {
                self.heads[index]: sent[name] for name, index in self.filters.items() if sent[name]
            },
        }

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if FigureMapping.objects.filter(name__iexact=name).exists():
            raise ValidationError("There are choices with this name. Enter another one.")
        return name


class LaitForm(VersionedForm):
    """What reading the interactive tool's file takes beside it. Files that are kept stay chosen.

    ``tables``: of the files that were sent and are sound, by the name of their box.
    """

    council = forms.ChoiceField(label="Our council as the file names it")
    dictionary = upload_box(
        "The dictionary",
        "The CSV file that DfE publishes with the figures: it says what each measure is.",
    )
    neighbours = upload_box(
        "The workbook of statistical neighbours",
        "DfE’s Excel file. Without it, the neighbours that are kept here get their figures.",
        required=False,
    )
    readers = {"dictionary": dictionary_table, "neighbours": neighbours_table}

    def __init__(self, *args: object, kept: FigureImport, own: str, **kwargs: object) -> None:
        """``own``: our council's name, by which the one in the file is proposed."""
        super().__init__(*args, **kwargs)
        self.table, self.tables = table_from_json(kept.tables[0]), {}
        councils = councils_of(self.table)
        self.fields["council"].choices = [("", "Choose"), *((each, each) for each in councils)]
        self.fields["dictionary"].error_messages["required"] = "Choose the dictionary."
        self.fields["council"].initial = kept.council or likely_council(councils, own)
        self.workbook = kept.neighbours and table_from_json(kept.neighbours)
        for name in self.readers:
            if getattr(kept, name):
                self._say_kept(name)

    def _say_kept(self, name: str) -> None:
        self.fields[name].required = False
        self.fields[name].help_text = "A file is kept. Choose another one only to replace it."

    def clean(self) -> None:
        for name, read in self.readers.items():
            if sent := self.cleaned_data.get(name):
                try:
                    self.tables[name] = read(upload_of(sent))
                except UploadError as error:
                    self.add_error(name, str(error))
        if council := self.cleaned_data.get("council"):
            self._check_neighbours(council)
        for name in self.tables:
            self._say_kept(name)

    def _check_neighbours(self, council: str) -> None:
        """A workbook without our council is not kept: another one is needed, or none."""
        try:
            workbook = self.tables.get("neighbours", self.workbook)
            council_neighbours(workbook, council_code(self.table, council))
        except UploadError as error:
            self.tables.pop("neighbours", None)
            self.add_error("neighbours", str(error))


class FigureReviewForm(ReviewForm):
    reason = CleanTextField(
        label="Why final figures are corrected",
        required=False,
        max_length=2_000,
        help_text="Needed only where the file corrects figures that are final.",
    )


def _usual(table: Table, name: str) -> str:
    wanted = _USUAL.get(name, ())
    return next((head for head in table.heads if key(head) in wanted), "")


def _filter_columns(table: Table) -> list[int]:
    """Columns with a few words that repeat, but for those of areas, years and figures."""
    usual = {head for heads in _USUAL.values() for head in heads}
    found = []
    for index, head in enumerate(table.heads):
        values = {row.cells[index] for row in table.rows} - {""}
        if head and key(head) not in usual and 1 < len(values) <= MOST_VALUES:
            found += [] if all(map(_is_figure, values)) else [index]
    return found


def _is_figure(written: str) -> bool:
    try:
        return read_figure(written) is not None
    except FigureError:
        return False
