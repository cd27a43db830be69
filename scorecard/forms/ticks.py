"""A box that is ticked for what was said, and for nothing else."""

from collections.abc import Mapping

from django import forms


class TickFor(forms.CheckboxInput):
    """Ticked only where ``said`` was sent: words that change since are asked about again."""

    def __init__(self, said: str) -> None:
        super().__init__(check_test=lambda value: value == said)
        self.said = said

    def format_value(self, value: object) -> str:
        return self.said

    def value_from_datadict(self, data: Mapping, files: Mapping, name: str) -> str | None:
        return data.get(name)
