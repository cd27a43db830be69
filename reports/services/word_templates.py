"""The council's Word template: put into use, and taken away again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.prose import Run
from corporate_parenting.uploads import UploadError
from corporate_parenting.versions import lock_current, save_changes, sign, wait_for_others
from reports.document import (
    Cell,
    Clause,
    Column,
    Cover,
    Document,
    Heading,
    Landscape,
    Table,
    arranged,
    prose_blocks,
    to_dict,
)
from reports.models import WordTemplate
from reports.render_process import render_limited
from reports.rendering import RenderError
from reports.services.drafting import ReportError
from reports.services.printing import RENDER_MEGABYTES

TRIAL_SECONDS = 10
TRIAL = to_dict(
    arranged(
        Document(
            title="Trial",
            council="Trial",
            cover=Cover(group="", heading="Trial", body="", meeting_on=""),
            blocks=(
                *(Heading(level, "Trial") for level in range(2, 7)),
                *(Clause(f"{depth}.", (Run("Words."),), depth=depth) for depth in (2, 3)),
                *prose_blocks("- One\n  - Two\n\n    More\n\n1. One\n   1. Two\n\n> Said", level=3),
                Landscape((Table("Trial", (Column("One"),), ((Cell(("Two",)),),)),)),
            ),
            colour="#000000",
        )
    )
)
"""A paper with one of each thing that a template has a style for."""


def prove_word_template(content: bytes) -> None:
    """Raises UploadError where no paper could be written into it: else all would fail later."""
    limits = {"seconds": TRIAL_SECONDS, "megabytes": RENDER_MEGABYTES}
    try:
        render_limited(TRIAL, "docx", template=content, **limits)
    except RenderError as error:
        raise UploadError(
            "A paper was written into the template to try it, and that failed: its styles or "
            "lists are damaged. Copy them into a new document in Word and send that."
        ) from error


@transaction.atomic
def put_word_template(*, template: WordTemplate, by: User, at: datetime) -> WordTemplate:
    """Put a new row into use, in place of the one that is; what was published stays as it is.

    ValidationError if these very bytes are in use already.
    """
    wait_for_others()
    before = WordTemplate.objects.in_use().select_for_update(of=("self",)).first()
    if before and before.sha256 == template.sha256:
        raise ValidationError("This template is in use already.")
    if before:
        sign(before, by=by, reason=f"Replaced by {template.name}."[:100])
        save_changes(before, is_in_use=False)
    template.is_in_use, template.uploaded_by, template.uploaded_at = True, by, at
    template.full_clean()
    sign(template, by=by, reason="Uploaded.")
    template.save()
    return template


@transaction.atomic
def take_word_template_away(*, template: WordTemplate, version: int, by: User) -> WordTemplate:
    """From now on Word files look as they do without a template; or ReportError."""
    template = lock_current(WordTemplate.objects.all(), pk=template.pk, version=version)
    if not template.is_in_use:
        raise ReportError(f"Nothing was taken away: {template} is not in use any more.")
    sign(template, by=by, reason="Taken away.")
    save_changes(template, is_in_use=False)
    return template
