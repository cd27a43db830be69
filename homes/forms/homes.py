"""A home: what it is called in and out of the council, whose it is, how long it is registered."""

from django import forms

from actions.models import Lead
from corporate_parenting.forms import CleanCharField, OnceForm, VersionedForm
from corporate_parenting.widgets import GovDateField
from homes.forms.fields import long_text, why
from homes.kinds import Governance, Provision, Sector
from homes.labels import LabelKind, public_label
from homes.models import Home
from homes.models.homes import MOST_PLACES

DAYS = ("expected_on", "registered_on", "opened_on")
NAMED = ("internal_name", "label_kind", "alias", "number")
FACTS = (
    "urn", "provision_type", "is_short_break_only", "sector", "governance", "provider", "places",
    "purpose", "location", "lead",
)  # fmt: skip
MOST_HOMES = 32_767


class HomeForm(OnceForm):
    """``with_days``: whether this person may set the days, which could tell of inspections."""

    plain_fields = ("purpose", "location")
    internal_name = CleanCharField(
        label="Its own name",
        max_length=150,
        help_text="Never shown to the public, unless chosen.",
        error_messages={"required": "Enter the home’s own name."},
    )
    label_kind = forms.ChoiceField(
        label="What papers call it",
        choices=LabelKind.choices(),
        initial=LabelKind.NONE.value,
        widget=forms.RadioSelect,
    )
    alias = CleanCharField(
        label="Other name",
        required=False,
        max_length=60,
        help_text="Needed for “Another name”. It may not hold the home’s own name.",
    )
    number = forms.IntegerField(
        label="Number",
        required=False,
        min_value=1,
        max_value=MOST_HOMES,
        help_text="Needed for “A number”: 4 is shown as Home 4.",
    )
    urn = CleanCharField(
        label="URN", required=False, max_length=20, help_text="As Ofsted writes it: SC004321."
    )
    provision_type = forms.ChoiceField(
        label="Type", choices=Provision.choices(), initial=Provision.CHILDRENS_HOME.value
    )
    is_short_break_only = forms.BooleanField(label="Short breaks only", required=False)
    governance = forms.ChoiceField(label="Whose it is", choices=Governance.choices())
    sector = forms.ChoiceField(
        label="Ofsted’s sector", required=False, choices=[("", "Not known"), *Sector.choices()]
    )
    provider = CleanCharField(label="Who runs it", required=False, max_length=200)
    places = forms.IntegerField(label="Places", required=False, min_value=0, max_value=MOST_PLACES)
    purpose = long_text("What it is for", limit=2_000, rows=3)
    location = long_text("Where it is", limit=500, rows=2, help_text="Never shown in any paper.")
    lead = forms.ModelChoiceField(
        label="Who answers for it",
        required=False,
        queryset=Lead.objects.select_related("agency").order_by("name", "pk"),
        empty_label="Nobody yet",
    )
    expected_on = GovDateField(label="Expected to open on", required=False)
    registered_on = GovDateField(label="Registered on", required=False)
    opened_on = GovDateField(label="Opened on", required=False)

    def __init__(self, *args: object, with_days: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not with_days:
            for name in DAYS:
                del self.fields[name]

    def clean_urn(self) -> str:
        return self.cleaned_data["urn"].upper()

    def clean(self) -> dict:
        given = self.cleaned_data
        kind = given.get("label_kind")
        if kind == LabelKind.ALIAS and not given.get("alias") and "alias" not in self.errors:
            self.add_error("alias", "Enter the other name that papers show.")
        if kind == LabelKind.NUMBER and given.get("number") is None and "number" not in self.errors:
            self.add_error("number", "Enter the number that papers show.")
        registered, opened = given.get("registered_on"), given.get("opened_on")
        if registered and opened and opened < registered:
            self.add_error("opened_on", "A home opens on or after the day it is registered.")
        return given

    @property
    def label_shown(self) -> str:
        """What papers would call the home by what stands in the form, or nothing."""
        shown = {name: self[name].value() or "" for name in NAMED}
        number = str(shown["number"])
        number = (
            int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else None
        )
        return public_label(
            shown["label_kind"], name=shown["internal_name"], alias=shown["alias"], number=number
        )

    def row_fields(self) -> dict[str, object]:
        names = [name for name in (*NAMED, *FACTS, *DAYS) if name in self.fields]
        return {name: self.cleaned_data[name] for name in names}


class HomeChangeForm(HomeForm, VersionedForm):
    reason = why("Why it is changed")

    def __init__(self, *args: object, home: Home, **kwargs: object) -> None:
        names = ("version", *NAMED, *FACTS, *DAYS)
        shown = {name: getattr(home, name) for name in names}
        super().__init__(*args, initial=shown, **kwargs)


class HomeCloseForm(VersionedForm):
    closed_on = GovDateField(
        label="Closed on", error_messages={"required": "Enter the day on which the home closed."}
    )
    reason = why("Why it closed", help_text="Kept with the home.")

    def __init__(self, *args: object, home: Home, **kwargs: object) -> None:
        super().__init__(*args, initial={"version": home.version}, **kwargs)


class TransferForm(VersionedForm):
    """The home gets another registration, which starts without a judgement."""

    transferred_on = GovDateField(
        label="Transferred on",
        error_messages={"required": "Enter the day on which the home is transferred."},
    )
    urn = CleanCharField(label="URN of the new registration", max_length=20)
    governance = forms.ChoiceField(label="Whose it is then", choices=Governance.choices())
    sector = forms.ChoiceField(
        label="Ofsted’s sector then",
        required=False,
        choices=[("", "Not known"), *Sector.choices()],
    )
    provider = CleanCharField(label="Who runs it then", required=False, max_length=200)
    reason = why("Why it is transferred", help_text="Kept with the registration that ends.")

    def __init__(self, *args: object, home: Home, **kwargs: object) -> None:
        names = ("version", "governance", "sector", "provider")
        super().__init__(*args, initial={name: getattr(home, name) for name in names}, **kwargs)

    def clean_urn(self) -> str:
        return self.cleaned_data["urn"].upper()
