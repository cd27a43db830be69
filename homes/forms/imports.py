"""The upload of a file of Ofsted."""

from django import forms

from corporate_parenting.forms import CleanCharField, OnceForm
from corporate_parenting.text import clean_text
from corporate_parenting.uploads import UploadError
from homes.imports.proposals import Scope
from homes.imports.sheets import LIMITS
from homes.services.ofsted_files import authority_file, homes_file

AUTHORITY = "authority"
TOO_LARGE = "The file is larger than 10 MB. Leave out the sheets that are not needed."
HOLDS = [*Scope.choices(), (AUTHORITY, "Inspections of the council as a whole")]


class OfstedUploadForm(OnceForm):
    """``cleaned_data`` has the file's ``name`` and its ``proposal``; the file is not kept."""

    file = forms.FileField(
        label="The file",
        help_text="As Ofsted publishes it (.ods), or its sheets as .xlsx or CSV, at most 10 MB.",
        max_length=200,
        widget=forms.FileInput({"data-max-bytes": LIMITS.packed, "data-too-large": TOO_LARGE}),
    )
    council = CleanCharField(
        label="Name of the council",
        max_length=100,
        help_text="As Ofsted spells it, without “Council”.",
    )
    holds = forms.ChoiceField(
        label="What is read from it", choices=HOLDS, initial=Scope.OWN, widget=forms.RadioSelect
    )

    def clean(self) -> None:
        sent, holds = self.cleaned_data.get("file"), self.cleaned_data.get("holds")
        council = self.cleaned_data.get("council")
        if not sent or not holds or not council:
            if sent:
                self.add_error("file", "Choose the file again: the browser does not keep it.")
            return
        name = clean_text(sent.name, lines=False)[:200] or "The file"
        try:
            if sent.size > LIMITS.packed:
                raise UploadError(TOO_LARGE)
            if holds == AUTHORITY:
                proposal = authority_file(name, sent.read(), council=council)
            else:
                proposal = homes_file(name, sent.read(), council=council, scope=Scope(holds))
        except UploadError as error:
            self.add_error("file", str(error))
            return
        self.cleaned_data |= {"name": name, "proposal": proposal}
