"""How a row is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refused(row):
    """The sentences with which a row is refused, once by its check and once by the database."""
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return error.value.messages


def not_clean(row):
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return error.value.messages
