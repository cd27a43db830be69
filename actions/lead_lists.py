"""Lists of leads as files, out and in: natural keys, nothing dropped, nothing run as a formula."""

from io import BytesIO

import tablib
from import_export import resources, widgets
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.instance_loaders import BaseInstanceLoader
from openpyxl import load_workbook

from actions.models import Agency, Lead
from corporate_parenting.exports import Column, csv_lines, xlsx_bytes
from corporate_parenting.exports.cells import FORMULA_LEAD
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import MAX_COLUMNS, MAX_ROWS, UploadError, open_upload
from corporate_parenting.versions import IMPORTED

HEADINGS = {
    "name": "Person",
    "agency": "Agency",
    "role": "Post",
    "email": "E-mail address",
    "active_from": "First day",
    "active_until": "Last day",
}
KEYS = ["name", "agency", "role"]
FIRST_ROW = 2  # below the headings


class ListError(ValueError):
    """The file cannot be read as a list; the message is a sentence for people."""


class WordsWidget(widgets.Widget):
    """One line of text; without the apostrophe that an export puts before a formula."""

    def clean(self, value: object, row: dict | None = None, **kwargs: object) -> str:
        text = clean_text(str(value if value is not None else ""), lines=False)
        return text[1:] if text.startswith("'") and FORMULA_LEAD.match(text[1:]) else text

    def render(self, value: object, obj: Lead | None = None, **kwargs: object) -> str:
        return str(value or "")


class AgencyWidget(WordsWidget):
    """An agency by its name or short name; one that is not known is refused, never dropped."""

    def clean(self, value: object, row: dict | None = None, **kwargs: object) -> Agency | None:
        name = super().clean(value)
        if not name:
            return None
        found = list(Agency.objects.filter(name__iexact=name)) or list(
            Agency.objects.filter(short_name__iexact=name)[:2]
        )
        if len(found) != 1:
            raise ValueError(
                f"“{name}” is {'two agencies' if found else 'not an agency that is known'}. "
                "Correct the name, or add the agency first."
            )
        return found[0]


class DayWidget(widgets.DateWidget):
    """A day as 2022-03-25 or 25/03/2022."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
        self.formats = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y")

    def clean(self, value: object, row: dict | None = None, **kwargs: object) -> object:
        try:
            return super().clean(value, row, **kwargs)
        except ValueError as error:
            raise ValueError(f"“{value}” is not a day. Write it as 25/03/2022.") from error


class LeadLoader(BaseInstanceLoader):
    """The lead that a row names: locked, so that nobody saves it until the import is done."""

    def get_instance(self, row: dict) -> Lead | None:
        name, agency, role = (self.resource.fields[key].clean(row) for key in KEYS)
        leads = Lead.objects.select_for_update(of=("self",), no_key=True)
        found = list(leads.filter(name__iexact=name, agency=agency, role__iexact=role)[:2])
        if len(found) > 1:
            raise ValueError(f"Two leads are called “{found[0]}”. Tell them apart by their post.")
        return found[0] if found else None


class LeadResource(resources.ModelResource):
    name = Field("name", HEADINGS["name"], WordsWidget())
    agency = Field("agency", HEADINGS["agency"], AgencyWidget())
    role = Field("role", HEADINGS["role"], WordsWidget())
    email = Field("email", HEADINGS["email"], WordsWidget())
    active_from = Field("active_from", HEADINGS["active_from"], DayWidget())
    active_until = Field("active_until", HEADINGS["active_until"], DayWidget())

    class Meta:
        model = Lead
        fields = list(HEADINGS)
        export_order = list(HEADINGS)
        import_id_fields = KEYS
        instance_loader_class = LeadLoader
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def before_import(self, dataset: tablib.Dataset, **kwargs: object) -> None:
        """Raises ListError for headings that are not known and for a lead that stands twice."""
        headings = [str(heading or "") for heading in dataset.headers or []]
        odd = [heading for heading in headings if heading not in HEADINGS.values()]
        if odd or len(set(headings)) < len(headings):
            raise ListError(
                f"The headings must be {', '.join(HEADINGS.values())}, each once"
                + (f", not “{odd[0]}”." if odd else ".")
            )
        seen = {}
        for number, row in enumerate(dataset.dict, FIRST_ROW):
            key = tuple(WordsWidget().clean(row.get(HEADINGS[name])).casefold() for name in KEYS)
            if seen.setdefault(key, number) != number:
                raise ListError(f"Rows {seen[key]} and {number} name the same lead. Keep one.")

    def before_import_row(self, row: dict, **kwargs: object) -> None:
        """Raises ListError, naming the row, where it is empty or its agency is not known."""
        number = kwargs["row_number"] + FIRST_ROW - 1
        if not any(str(value or "").strip() for value in row.values()):
            raise ListError(f"Row {number} is empty. Delete it.")
        try:
            AgencyWidget().clean(row.get(HEADINGS["agency"]))
        except ValueError as error:
            raise ListError(f"Row {number}: {error}") from error

    def before_save_instance(self, instance: Lead, row: dict, **kwargs: object) -> None:
        instance._history_user = kwargs.get("user")
        instance._change_reason = f"{IMPORTED}{kwargs.get('file_name') or 'a list'}"
        if instance.pk:
            instance.version += 1


class LeadCsv(CSV):
    """CSV in any of the encodings that Excel writes."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: bytes, **kwargs: object) -> tablib.Dataset:
        upload = open_upload("leads.csv", in_stream)
        if upload.kind != "text":
            raise UploadError("The file is not a CSV file. Choose the format that it has.")
        return tablib.Dataset().load(upload.text, format="csv")

    def export_data(self, dataset: tablib.Dataset, **kwargs: object) -> bytes:
        columns = [Column(heading) for heading in dataset.headers]
        return "".join(csv_lines(columns, (_cells(row) for row in dataset))).encode()


class LeadWorkbook(XLSX):
    """An Excel workbook with one sheet; text stays text both ways."""

    def create_dataset(self, in_stream: bytes, **kwargs: object) -> tablib.Dataset:
        upload = open_upload("leads.xlsx", in_stream)
        if upload.kind != "xlsx":
            raise UploadError("The file is not an Excel workbook. Choose the format that it has.")
        book = load_workbook(BytesIO(upload.content), read_only=True, data_only=True)
        found = book.worksheets[0].iter_rows(
            max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True
        )
        rows = [list(row) for row in found]
        while rows and not any(cell is not None for cell in rows[-1]):
            rows.pop()
        if not rows:
            raise UploadError("The first sheet is empty. Put the list there, headings first.")
        if len(rows) > MAX_ROWS:
            raise UploadError(f"The sheet has more than {MAX_ROWS:,} rows. Split it.")
        width = max(number for number, cell in enumerate(rows[0], 1) if cell is not None)
        return tablib.Dataset(*(row[:width] for row in rows[1:]), headers=rows[0][:width])

    def export_data(self, dataset: tablib.Dataset, **kwargs: object) -> bytes:
        columns = [Column(heading, 24) for heading in dataset.headers]
        return xlsx_bytes("Leads", columns, (_cells(row) for row in dataset))


def _cells(row: tuple) -> list[str]:
    return [str(cell) if cell is not None else "" for cell in row]
