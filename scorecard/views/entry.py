"""The page on which the figures of a period are entered."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from corporate_parenting.forms import posted, render_form
from corporate_parenting.submissions import answer_before, answer_once
from corporate_parenting.words import counted
from scorecard import services
from scorecard.forms import FiguresForm, PeriodForm
from scorecard.periods import Period, PeriodKind
from scorecard.queries.elsewhere import own_area
from scorecard.queries.entry import grid_rows
from scorecard.views.access import check_enters_any


@require_http_methods(["GET", "POST"])
def figures_enter(request: HttpRequest) -> HttpResponse:
    """``?period=``: as councils write it; the newest quarter that has ended, if it is not given."""
    today = timezone.localdate()
    check_enters_any(request.user, today)
    asked = PeriodForm({"period": request.GET["period"]}, today=today) if _asks(request) else None
    if asked and not asked.is_valid():
        return render_form(request, "scorecard/entry_period.html", asked)
    newest = Period.of(PeriodKind.QUARTER, today).previous()
    period = asked.cleaned_data["period"] if asked else newest
    area = own_area()
    if area is None:
        return render_form(
            request, "scorecard/entry_no_area.html", asked or PeriodForm(today=today)
        )
    rows = grid_rows(request.user, area, period, today)
    form = FiguresForm(posted(request), rows=rows, area=area, today=today)
    act = partial(_record, request, form, period)
    if form.is_valid() and (answer := answer_once(request, form, act)):
        return answer
    # Sent twice, and the first time has taken a row away.
    if form.is_bound and (answer := answer_before(request, form)):
        return answer
    return render_form(request, "scorecard/entry.html", form, **_context(period, today))


def _asks(request: HttpRequest) -> bool:
    return "period" in request.GET


def _context(period: Period, today: object) -> dict[str, object]:
    later = period.next()
    return {
        "period": period,
        "period_form": PeriodForm(today=today, initial={"period": period.label}),
        "earlier_url": entry_url(period.previous()),
        "later_url": entry_url(later) if later.starts_on <= today else "",
        "later": later,
    }


def entry_url(period: Period) -> str:
    return f"{reverse('scorecard:figures-enter')}?{urlencode({'period': period.label})}"


def _record(request: HttpRequest, form: FiguresForm, period: Period) -> HttpResponseRedirect:
    by_hand = {row.kept.pk for row in form.rows if row.kept and row.kept.rating}
    saved = services.record_figures(
        area=form.area, entries=form.entries, by=request.user, on=form.today
    )
    if saved:
        messages.success(request, f"{counted(len(saved), 'figure')} saved for {period}.")
    else:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    for row in saved:
        if row.pk in by_hand and not row.rating:
            words = f"The rating of {row.indicator.code} that was set by hand is taken off,"
            messages.warning(request, f"{words} because its figure has changed.")
    return HttpResponseRedirect(entry_url(period))
