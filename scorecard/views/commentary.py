"""Pages on which people say why a figure is what it is, and how it is rated."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.context import council_for
from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_once, page_before
from scorecard import rules, services
from scorecard.figures import out_of, shown
from scorecard.forms import CommentaryForm, RatingForm
from scorecard.models import Measurement
from scorecard.narrative import warning_about
from scorecard.queries.standing import ratings, worked_out
from scorecard.queries.telling import numbers_beside_hidden
from scorecard.rating import Rated
from scorecard.services.commentary import commentary_on
from scorecard.views.loading import back, crumbs, measurement_for, way_back

NOT_YOURS = "Analysts write commentary, and whoever answers for the indicator."
NOT_RATED_BY_YOU = "Analysts set a rating by hand."


@require_http_methods(["GET", "POST"])
def commentary_write(request: HttpRequest, measurement_pk: int) -> HttpResponse:
    row = measurement_for(request.user, measurement_pk)
    if not rules.can_write_commentary(request.user, row.indicator, timezone.localdate()):
        raise PermissionDenied(NOT_YOURS)
    kept = commentary_on(row)
    shows = {"version": kept.version if kept else 0, "text": kept.text if kept else ""}
    form = CommentaryForm(posted(request), initial=shows)
    act = partial(_write, request, form, row)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    rated = ratings([row])[row.pk]
    warning = _warning(request, row, kept.text) if kept else ""
    template = "scorecard/commentary_form.html"
    return _page(request, template, form, row, rated, "Commentary", warning=warning)


def _warning(request: HttpRequest, row: Measurement, text: str) -> str:
    """That the text names numbers where counts are hidden; empty if it does not."""
    council = council_for(request)
    words = numbers_beside_hidden(text, row.indicator, row.period, council)
    return warning_about(str(row.indicator), words)


def _page(
    request: HttpRequest,
    template: str,
    form: CommentaryForm | RatingForm,
    row: Measurement,
    rated: Rated,
    heading: str,
    **context: object,
) -> HttpResponse:
    return render_form(
        request,
        template,
        form,
        heading=heading,
        row=row,
        indicator=row.indicator,
        facts=facts(row, rated),
        breadcrumbs=crumbs(heading),
        next=page_before(request),
        cancel_url=way_back(request),
        **context,
    )


def facts(row: Measurement, rated: Rated) -> list[tuple[str, str]]:
    """What the writer should have in view, as (label, value)."""
    indicator = row.indicator
    decimals = indicator.decimals if rated.decimals is None else rated.decimals
    figure = shown(row.figure, decimals, indicator.unit)
    share = out_of(row.numerator, row.denominator)
    return [
        ("Period", str(row.period)),
        ("Figure", f"{figure} ({share})" if share else figure),
        ("Rating", rated.sentence),
    ]


def _write(request: HttpRequest, form: CommentaryForm, row: Measurement) -> HttpResponseRedirect:
    commentary = services.write_commentary(
        measurement=row,
        version=form.cleaned_data["version"],
        text=form.cleaned_data["text"],
        by=request.user,
    )
    words = f"The commentary on {row.indicator.code} for {row.period} is saved."
    messages.success(request, words)
    if warning := _warning(request, row, commentary.text):
        messages.warning(request, warning)
    return back(request)


@require_http_methods(["GET", "POST"])
def rating_set(request: HttpRequest, measurement_pk: int) -> HttpResponse:
    row = measurement_for(request.user, measurement_pk)
    if not rules.can_set_rating(request.user):
        raise PermissionDenied(NOT_RATED_BY_YOU)
    rated = worked_out([row])[row.pk]
    names = ("version", "rating", "rating_reason")
    form = RatingForm(
        posted(request), rated=rated, initial={name: getattr(row, name) for name in names}
    )
    act = partial(_rate, request, form, row)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    heading = "Rate by hand"
    return _page(request, "scorecard/rating_form.html", form, row, rated, heading)


def _rate(request: HttpRequest, form: RatingForm, row: Measurement) -> HttpResponseRedirect:
    services.set_rating_by_hand(
        measurement=row,
        version=form.cleaned_data["version"],
        rating=form.cleaned_data["rating"],
        reason=form.cleaned_data["rating_reason"],
        by=request.user,
    )
    messages.success(request, f"The rating of {row.indicator.code} is saved.")
    return back(request)
