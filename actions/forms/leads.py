"""Handing a leaver's strands to others."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from actions.forms.strands import LeadField
from actions.models import Lead, Strand
from corporate_parenting.forms import VersionedForm
from corporate_parenting.widgets import GovDateField
from corporate_parenting.words import day_words


class LeaverForm(forms.Form):
    """Who is leaving; sent in the address, so that the page can be found again."""

    def __init__(self, *args: object, leads: Sequence[Lead], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaver"] = LeadField(
            leads,
            empty="Choose",
            label="Who is leaving",
            messages={"required": "Choose who is leaving."},
        )


class HandOverForm(VersionedForm):
    """Who takes over: one lead for all strands, or another for some of them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)
    last_day = GovDateField(
        label="Last day",
        help_text=(
            "Until then they stay among the leads. What they lead goes over today, not on that "
            "day. Papers already published keep the name."
        ),
    )

    def __init__(
        self,
        *args: object,
        leaver: Lead,
        strands: Sequence[Strand],
        leads: Sequence[Lead],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.strands = strands
        self.initial = {
            "version": leaver.version,
            "last_day": leaver.active_until,
            "seen": self._keys(),
        }
        others = [lead for lead in leads if lead != leaver]
        if strands:
            self.fields["everything_to"] = LeadField(
                others,
                label="Who takes over",
                required=False,
                empty="Choose for each",
                help_text="One for everything; or leave this empty and choose for each below.",
            )
        for strand in strands:
            self.fields[f"strand_{strand.pk}"] = LeadField(
                others, label=str(strand), required=False, empty="As chosen above"
            )

    def _keys(self) -> str:
        return ",".join(str(strand.pk) for strand in self.strands)

    @property
    def strand_rows(self) -> list[tuple[Strand, forms.BoundField]]:
        return [(strand, self[f"strand_{strand.pk}"]) for strand in self.strands]

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("seen", "") != self._keys():
            self.renew_submission()
            self.data[self.add_prefix("seen")] = self._keys()
            raise ValidationError("The list changed while you were choosing. Look at it again.")
        takers = {}
        for strand in self.strands:
            name = f"strand_{strand.pk}"
            takers[strand.pk] = given.get(name) or given.get("everything_to")
            if not takers[strand.pk] and name not in self.errors:
                self.add_error(name, "Choose who takes this over.")
        given["takers"] = takers
        return given

    def both_texts(self, current: Lead) -> list[tuple[str, str, str]]:
        theirs = day_words(current.active_until) if current.active_until else ""
        return [("Last day", theirs, day_words(self.cleaned_data["last_day"]))]
