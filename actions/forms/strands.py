"""A line of work: what and where, who leads, and what its timescales mean."""

from collections.abc import Iterator, Sequence

from django import forms
from django.core.exceptions import ValidationError

from actions.models import Lead, Strand, Timescale
from actions.queries.choices import NO_LEAD
from actions.readings import reading as reading_words
from actions.services.strands import READING, reading_of
from actions.timescales import Reading
from corporate_parenting.forms import CleanTextField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField

LEAD_BOXES = 4
SPARE_LEAD_BOXES = 2
MOST_LEADS = 50
CHOSEN_TWICE = "This lead is chosen twice."


class LeadField(forms.TypedChoiceField):
    """One of ``leads``, which a page asks for once however many boxes it shows."""

    def __init__(
        self,
        leads: Sequence[Lead],
        *,
        empty: str = "Nobody",
        messages: dict[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        self.leads = {str(lead.pk): lead for lead in leads}
        super().__init__(
            choices=[("", empty), *((key, str(lead)) for key, lead in self.leads.items())],
            coerce=self.leads.__getitem__,
            empty_value=None,
            error_messages={"invalid_choice": NO_LEAD, **(messages or {})},
            widget=forms.Select({"data-autocomplete": True}),
            **kwargs,
        )
        self.is_plain = True


class StrandBase(OnceForm):
    """What a strand says, whether it is new or not."""

    plain_fields = ("what", "who_where")
    what = CleanTextField(label="What", required=False, widget=forms.Textarea({"rows": 4}))
    who_where = CleanTextField(
        label="Who and where",
        required=False,
        help_text="A line for each.",
        widget=forms.Textarea({"rows": 3}),
    )

    @property
    def lead_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("lead_")]


def add_lead_boxes(form: StrandBase, leads: Sequence[Lead], standing: Sequence[int]) -> None:
    """A box for each lead that stands there, and for more."""
    sent = [number for number in range(1, MOST_LEADS + 1) if f"lead_{number}" in form.data]
    boxes = max(LEAD_BOXES, len(standing) + SPARE_LEAD_BOXES, *sent[-1:])
    for number in range(1, boxes + 1):
        label = "Accountable lead" if number == 1 else f"Lead {number}"
        form.fields[f"lead_{number}"] = LeadField(leads, label=label, required=False)
    form.initial |= {f"lead_{number}": key for number, key in enumerate(standing, 1)}


def chosen_leads(form: StrandBase) -> list[Lead]:
    """The leads in the order of their boxes; one chosen twice is an error at its box."""
    leads = []
    for box in form.lead_fields:
        lead = form.cleaned_data.get(box.name)
        if lead and lead in leads:
            form.add_error(box.name, ValidationError(CHOSEN_TWICE))
        elif lead:
            leads.append(lead)
    return leads


class NewStrandForm(StrandBase):
    """One more line of work of an action."""

    plain_fields = (*StrandBase.plain_fields, "timescales")
    timescales = CleanTextField(
        label="Timescales",
        required=False,
        help_text="As the plan says them, a line for each: “By 31 March 2022” or “Termly”.",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: object, leads: Sequence[Lead], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        add_lead_boxes(self, leads, [])

    def clean(self) -> dict:
        self.cleaned_data["leads"] = chosen_leads(self)
        return self.cleaned_data

    def strand_fields(self) -> dict[str, object]:
        """What ``add_strand`` takes from this form."""
        lines = self.cleaned_data["timescales"].split("\n")
        return {name: self.cleaned_data[name] for name in ("what", "who_where", "leads")} | {
            "timescales": [line.strip() for line in lines if line.strip()]
        }


class StrandForm(StrandBase, VersionedForm):
    """The strand with its leads in order and the reading of each of its timescales."""

    plain_fields = (*StrandBase.plain_fields, "closed_on", "closed_reason")
    closed_on = GovDateField(label="Closed on", required=False)
    closed_reason = CleanTextField(
        label="Why it is closed",
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, *args: object, strand: Strand, leads: Sequence[Lead], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.strand = strand
        self.timescales = list(strand.timescales.all())
        standing = list(strand.strand_leads.all())
        names = ["version", "what", "who_where", "closed_on", "closed_reason"]
        self.initial = {name: getattr(strand, name) for name in names}
        add_lead_boxes(self, leads, [row.lead_id for row in standing])
        for timescale in self.timescales:
            self._add_reading(timescale)

    def _add_reading(self, timescale: Timescale) -> None:
        start = f"timescale_{timescale.pk}"
        self.initial |= {f"{start}_{name}": getattr(timescale, name) for name in READING}
        self.fields |= {
            f"{start}_kind": forms.ChoiceField(
                label="Read as", required=False, choices=Timescale.Kind
            ),
            f"{start}_starts_on": GovDateField(label="First day", required=False),
            f"{start}_ends_on": GovDateField(label="Last day", required=False),
            f"{start}_every_count": forms.IntegerField(
                label="Every", required=False, min_value=1, max_value=100,
                widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
            ),
            f"{start}_every_unit": forms.ChoiceField(
                label="Weeks, months or terms", required=False, choices=Timescale.Unit
            ),
        }  # fmt: skip
        for name in READING:
            self.fields[f"{start}_{name}"].is_plain = True

    @property
    def timescale_groups(self) -> Iterator[tuple[Timescale, str, list[forms.BoundField]]]:
        """Each timescale, its reading in words, and its boxes."""
        for timescale in self.timescales:
            boxes = [self[f"timescale_{timescale.pk}_{name}"] for name in READING]
            yield timescale, reading_words(timescale), boxes

    def clean(self) -> dict:
        given = self.cleaned_data
        given["leads"] = chosen_leads(self)
        given["readings"] = {
            timescale.pk: self._reading(timescale) for timescale in self.timescales
        }
        return given

    def _reading(self, timescale: Timescale) -> Reading:
        start = f"timescale_{timescale.pk}"
        given = {name: self.cleaned_data.get(f"{start}_{name}") for name in READING}
        return Reading(**given | {name: given[name] or "" for name in ("kind", "every_unit")})

    def strand_fields(self) -> dict[str, object]:
        """What ``change_strand`` takes from this form."""
        names = ["version", "what", "who_where", "closed_on", "closed_reason", "leads", "readings"]
        return {name: self.cleaned_data[name] for name in names}

    def both_texts(self, current: Strand) -> list[tuple[str, str, str]]:
        """The texts, the leads in order, and each reading that differs."""
        rows = super().both_texts(current)
        standing = current.strand_leads.select_related("lead__agency")
        theirs = [str(row.lead) for row in standing]
        rows.append(("Leads", "\n".join(theirs), "\n".join(map(str, self.cleaned_data["leads"]))))
        for timescale in current.timescales.all():
            ours = self.cleaned_data["readings"].get(timescale.pk)
            if ours and ours != reading_of(timescale):
                rows.append((timescale.words, reading_words(timescale), reading_words(ours)))
        return rows
