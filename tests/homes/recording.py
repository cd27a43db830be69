"""What tests of the recording forms share: what is typed, what is refused, what is said."""

import uuid

from django.urls import reverse


def day(name, value):
    """The three boxes of a day."""
    return dict(zip([f"{name}_{part}" for part in ("day", "month", "year")], value, strict=True))


def sent(**typed):
    return {"submission": str(uuid.uuid4()), **typed}


def errors(response):
    assert response.status_code == 422
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def shown(response):
    """What each box holds when the form comes back."""
    return {box.name: box.value() for box in response.context["form"]}


def said(client, response):
    page = client.get(response.url)
    return [str(message) for message in page.context["messages"]]


def newest(row):
    """How, by whom and why the row was saved last."""
    record = row.history.first()
    return record.history_type, record.history_user, record.history_change_reason


def url(name, row):
    return reverse(f"homes:{name}", args=[row.pk])
