"""The council's Word template: put into use, and taken away again."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from corporate_parenting.models import User
from corporate_parenting.versions import lock_current, save_changes, sign, wait_for_others
from reports.models import WordTemplate
from reports.services.drafting import ReportError


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
