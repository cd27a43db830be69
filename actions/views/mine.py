"""What I lead, what presses first, with room to answer at once."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions import queries
from actions.forms import ProgressNoteForm
from actions.models import Lead, Strand
from actions.views.access import check_reader
from corporate_parenting.context import council_for
from corporate_parenting.paging import ROWS_A_PAGE, page_of


@require_safe
def my_actions(request: HttpRequest) -> HttpResponse:
    check_reader(request.user)
    lead = Lead.objects.filter(user=request.user).select_related("agency").first()
    today = timezone.localdate()
    if lead is None or not lead.is_active_on(today):
        return _nothing_to_answer(request, lead, today)
    strands = queries.my_strands(request.user, today, council_for(request).stale_after_days)
    counts = strands.aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(is_overdue=True)),
        due_soon=Count("pk", filter=Q(is_due_soon=True)),
        stale=Count("pk", filter=Q(is_stale=True)),
    )
    paginator = Paginator(strands, ROWS_A_PAGE)
    paginator.count = counts["all"]  # counted above, with the rest
    page = page_of(request, paginator)
    shown = queries.with_newest_notes(page.object_list, queries.notes_for(request.user))
    for strand in shown:
        strand.form = _answer_form(strand, today)
    context = {"lead": lead, "counts": counts, "page": page, "strands": shown}
    context["due_soon_days"] = queries.DUE_SOON_DAYS
    return render(request, "actions/my_actions.html", context)


def _nothing_to_answer(request: HttpRequest, lead: Lead | None, today: date) -> HttpResponse:
    """Why nothing stands here: no lead of one's own, or one who does not lead today."""
    name = request.user.get_full_name()
    if lead is None:
        namesakes = Lead.objects.filter(user=None, name__iexact=name)
        context = {"has_namesake": bool(name) and namesakes.exists()}
    else:
        context = {"lead": lead, "has_ended": bool(lead.active_until and lead.active_until < today)}
    return render(request, "actions/my_actions_none.html", context)


def _answer_form(strand: Strand, today: date) -> ProgressNoteForm:
    """The short form of a row: its boxes bear the strand's key, so that no two ids agree."""
    form = ProgressNoteForm(today=today, auto_id=f"strand{strand.pk}_%s")
    form.fields["text"].help_text = ""
    form.fields["text"].widget.attrs["rows"] = 3
    return form
