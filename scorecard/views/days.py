"""What the pages share that are read as at a day."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from corporate_parenting.forms import AsAtForm


def not_kept(
    request: HttpRequest, day_form: AsAtForm, url: str, *, name: str, title: str,
    first_kept: datetime,
) -> HttpResponse:  # fmt: skip
    """In place of the page at ``url``, which ``name`` calls in a sentence."""
    context = {
        "form": day_form,
        "day": day_form.day,
        "url": url,
        "name": name,
        "title": title,
        "first_kept": first_kept,
    }
    return render(request, "scorecard/not_kept.html", context, status=404)
