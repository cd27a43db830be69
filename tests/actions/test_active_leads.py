"""A lead speaks for their strands from their first day to their last; their name stays there."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actions import queries, rules
from actions.models import Lead, Priority, ProgressNote
from corporate_parenting.roles import Role
from tests.actions.test_admin import page, shown
from tests.factories import make_lead, make_note, make_priority, make_strand, make_user

pytestmark = pytest.mark.django_db

DAY = date(2019, 6, 14)
TIMES = [  # first day, last day, whether they lead on the day
    (None, None, True),
    (DAY, DAY, True),
    (None, DAY - timedelta(1), False),
    (DAY + timedelta(1), None, False),
]


@pytest.mark.parametrize(("first", "last", "leads"), TIMES)
def test_who_leads_on_a_day_is_said_alike_of_one_row_and_of_all(first, last, leads):
    lead = make_lead(active_from=first, active_until=last)
    assert lead.is_active_on(DAY) is leads
    assert Lead.objects.active_on(DAY).exists() is leads


@pytest.mark.parametrize(("first", "last", "leads"), TIMES)
def test_progress_is_recorded_by_those_who_lead_on_the_day(first, last, leads):
    user = make_user(Role.LEAD)
    strand = make_strand(make_lead(user=user, active_from=first, active_until=last))
    note = make_note(strand, author=user)
    assert rules.can_record_progress(user, strand.action, strand, day=DAY) is leads
    assert rules.can_record_progress(user, strand.action, day=DAY) is leads
    assert rules.can_correct_note(user, note, day=DAY) is leads
    rows = queries.load_action(strand.action)
    assert rules.strands_to_record_on(user, rows, DAY) == ({strand.pk} if leads else set())
    assert list(queries.my_strands(user, DAY, 90)) == ([strand] if leads else [])


def test_an_officer_whose_time_as_a_lead_is_over_is_still_an_officer():
    user = make_user(Role.OFFICER)
    strand = make_strand(make_lead(user=user, active_until=DAY - timedelta(1)))
    assert rules.can_record_progress(user, strand.action, strand, day=DAY) is True


# On pages, today

YESTERDAY = {"active_until": "yesterday"}
TOMORROW = {"active_from": "tomorrow"}


def around_today(**days):
    today = timezone.localdate()
    day = {"yesterday": today - timedelta(1), "tomorrow": today + timedelta(1)}
    return {name: day[words] for name, words in days.items()}


@pytest.fixture(params=[YESTERDAY, TOMORROW], ids=["gone", "to come"])
def strand(client, request):
    """A strand of somebody who is signed in and does not lead today."""
    user = make_user(Role.LEAD)
    client.force_login(user)
    return make_strand(make_lead(user=user, **around_today(**request.param)))


def test_whoever_does_not_lead_today_is_offered_no_form_and_refused_one(client, strand):
    make_note(strand, author=strand.leads.get().user)
    detail = reverse("actions:action-detail", args=[strand.action_id])
    words = client.get(detail).content.decode()
    assert "Record progress" not in words
    assert "Correct" not in words
    assert "Ada Rowe" in words
    sent = {"submission": str(uuid.uuid4()), "text": "Two more."}
    for url in (
        reverse("actions:note-add", args=[strand.pk]),
        reverse("actions:action-note-add", args=[strand.action_id]),
        reverse("actions:note-correct", args=[ProgressNote.objects.get().pk]),
    ):
        assert [client.get(url).status_code, client.post(url, sent).status_code] == [403, 403]
    assert ProgressNote.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (YESTERDAY, "You led until {:%-d %B %Y}. You can no longer record progress as "),
        (TOMORROW, "You lead from {:%-d %B %Y}. From that day your actions are listed here."),
    ],
)
def test_my_actions_say_when_one_leads(client, days, said):
    user = make_user(Role.LEAD)
    client.force_login(user)
    days = around_today(**days)
    make_strand(make_lead(user=user, **days))
    words = client.get(reverse("actions:my-actions")).content.decode()
    assert said.format(*days.values()) in words
    assert "Answer here" not in words


def offered(form, box):
    return {words for key, words in form.fields[box].choices if key}


def three_leads():
    make_lead(name="Gone", **around_today(**YESTERDAY))
    make_lead(name="To come", **around_today(**TOMORROW))
    return make_lead(name="Here")


def test_new_work_is_offered_to_those_who_lead_today(client):
    client.force_login(make_user(Role.OFFICER))
    here = three_leads()
    strand = make_strand(Lead.objects.get(name="Gone"))
    add = client.get(reverse("actions:strand-add", args=[strand.action_id])).context["form"]
    change = client.get(reverse("actions:strand-change", args=[strand.pk])).context["form"]
    over = client.get(reverse("actions:hand-over"), {"leaver": make_lead(name="Leaver").pk})
    assert offered(add, "lead_1") == {"Here"}
    assert offered(change, "lead_1") == {"Here", "Gone"}
    assert strand.leads.get() != here
    assert over.status_code == 200


def test_strands_go_over_to_those_who_lead_today(client):
    client.force_login(make_user(Role.OFFICER))
    three_leads()
    gone = Lead.objects.get(name="Gone")
    make_strand(gone)
    answer = client.get(reverse("actions:hand-over"), {"leaver": gone.pk})
    assert offered(answer.context["form"], "everything_to") == {"Here"}


def handed_over(client, leaver, strands, last_day):
    """What the page says before, and the messages after."""
    url = f"{reverse('actions:hand-over')}?leaver={leaver.pk}"
    before = client.get(url).content.decode()
    sent = {
        "submission": str(uuid.uuid4()),
        "version": leaver.version,
        "seen": ",".join(str(strand.pk) for strand in strands),
        "everything_to": make_lead(name="Here").pk,
        "last_day_day": last_day.day,
        "last_day_month": last_day.month,
        "last_day_year": last_day.year,
    }
    after = client.post(url, sent, follow=True)
    return before, [str(message) for message in after.context["messages"]]


@pytest.mark.parametrize("days", [0, 30])
def test_strands_move_today_and_the_leaver_stays_a_lead_until_the_last_day(client, days):
    client.force_login(make_user(Role.OFFICER))
    user, last_day = make_user(Role.LEAD), timezone.localdate() + timedelta(days)
    leaver = make_lead(name="Leaver", user=user)
    strand = make_strand(leaver)
    before, said = handed_over(client, leaver, [strand], last_day)
    assert "All that is chosen below goes over today." in before
    assert said == [
        "Leaver: 1 strand handed over.",
        "Those who took over lead from today. Leaver stays among the leads until "
        f"{last_day:%-d %B %Y}, without what was handed over.",
    ]
    assert [lead.name for lead in strand.leads.all()] == ["Here"]
    leaver.refresh_from_db()
    assert (leaver.active_until, leaver.is_active_on(last_day)) == (last_day, True)
    today = timezone.localdate()
    assert rules.can_record_progress(user, strand.action, strand, day=today) is False


def test_of_a_leaver_who_has_gone_the_message_says_so(client):
    client.force_login(make_user(Role.OFFICER))
    leaver = make_lead(name="Leaver")
    _, said = handed_over(client, leaver, [make_strand(leaver)], date(2019, 7, 31))
    assert said[1:] == ["Those who took over lead from today. Leaver led until 31 July 2019."]


def test_with_nothing_to_hand_over_only_the_last_day_is_told(client):
    client.force_login(make_user(Role.OFFICER))
    before, said = handed_over(client, make_lead(name="Leaver"), [], date(2019, 7, 31))
    assert "All that is chosen below goes over today." not in before
    assert said == ["Leaver: 0 strands handed over.", "Leaver led until 31 July 2019."]


def test_an_administrator_is_offered_sponsors_who_lead_today(client):
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    here = three_leads()
    asked = {"app_label": "actions", "model_name": "priority", "field_name": "sponsor"}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["id"] for row in found] == [str(here.pk)]
    assert len(client.get(page(Lead, "changelist")).context["cl"].result_list) == 3


def test_a_sponsor_who_has_gone_stays_and_is_not_named_anew(client):
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    three_leads()
    gone = Lead.objects.get(name="Gone")
    old = make_priority(sponsor=gone)
    url = page(Priority, "change", old.pk)
    assert client.post(url, shown(client.get(url)) | {"champion": "Cllr Pike"}).status_code == 302
    new = make_priority(plan=old.plan, number=2)
    url = page(Priority, "change", new.pk)
    response = client.post(url, shown(client.get(url)) | {"sponsor": gone.pk})
    assert response.status_code == 422
    assert "Gone does not lead today. Choose somebody who does." in response.content.decode()
    assert list(Priority.objects.order_by("number").values_list("sponsor", "champion")) == [
        (gone.pk, "Cllr Pike"),
        (None, ""),
    ]
