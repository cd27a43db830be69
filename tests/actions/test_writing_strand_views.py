"""The pages for strands and for leavers: what is saved, and that nothing typed is lost."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from actions.models import Lead, Strand, StrandLead
from corporate_parenting.roles import Role
from tests.factories import make_action, make_lead, make_strand, make_timescale, make_user

pytestmark = pytest.mark.django_db


def sent(**typed):
    return {"submission": str(uuid.uuid4()), **typed}


@pytest.fixture
def officer(client):
    user = make_user(Role.OFFICER)
    client.force_login(user)
    return user


def address(name, row):
    return reverse(f"actions:{name}", kwargs={"pk": row.pk})


def detail(action):
    return address("action-detail", action)


def strand_typed(**typed):
    return sent(**{"version": "1", "what": "Hold a panel", "who_where": "Team", **typed})


def test_an_officer_changes_a_strand_its_leads_and_its_readings(client, officer):
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada)
    timescale = make_timescale(strand, "Spring")
    start = f"timescale_{timescale.pk}"
    form = strand_typed(lead_1=ben.pk, lead_2=ada.pk) | {
        f"{start}_kind": "by",
        f"{start}_ends_on_day": "31",
        f"{start}_ends_on_month": "5",
        f"{start}_ends_on_year": "2019",
    }
    response = client.post(address("strand-change", strand), form)
    assert (response.status_code, response.url) == (302, detail(strand.action))
    strand.refresh_from_db()
    timescale.refresh_from_db()
    assert (strand.what, timescale.words, timescale.ends_on) == (
        "Hold a panel", "Spring", date(2019, 5, 31),
    )  # fmt: skip
    assert list(StrandLead.objects.values_list("lead__name", "order").order_by("order")) == [
        ("Ben", 1),
        ("Ada", 2),
    ]


def test_a_strand_changed_meanwhile_shows_both_texts_and_both_leads(client, officer):
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada, what="Theirs", who_where="Team", version=2)
    response = client.post(
        address("strand-change", strand), strand_typed(what="Mine", lead_1=ben.pk)
    )
    assert response.status_code == 409
    assert response.context["form"].conflict == [
        ("What", "Theirs", "Mine"),
        ("Leads", "Ada", "Ben"),
    ]
    strand.refresh_from_db()
    assert (strand.what, strand.leads.get()) == ("Theirs", ada)


def test_a_strand_form_asks_for_leads_once_however_many(client, officer, django_assert_num_queries):
    url = address("strand-change", make_strand(*(make_lead(name=str(n)) for n in range(3))))
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)


def test_an_officer_adds_a_strand_once(client, officer):
    ada, action = make_lead(name="Ada"), make_action()
    url = reverse("actions:strand-add", kwargs={"action_pk": action.pk})
    assert client.get(url).status_code == 200
    form = sent(what="Hold a panel", timescales="Termly\r\n\r\nBy 31 March 2021 ", lead_1=ada.pk)
    assert [client.post(url, form).url for _ in range(2)] == [detail(action)] * 2
    strand = Strand.objects.get()
    assert (strand.what, strand.leads.get()) == ("Hold a panel", ada)
    assert list(strand.timescales.values_list("words", flat=True)) == [
        "Termly",
        "By 31 March 2021",
    ]


def test_a_strand_that_says_nothing_keeps_the_rest_of_the_form(client, officer):
    url = reverse("actions:strand-add", kwargs={"action_pk": make_action().pk})
    response = client.post(url, sent(timescales="Termly"))
    assert response.context["form"].errors == {
        "what": ["Say what is done, or who does it and where."]
    }
    assert "Termly" in response.content.decode()


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMINISTRATOR, Role.MEMBER])
def test_nobody_but_officers_adds_a_strand(client, role):
    client.force_login(make_user(role))
    url = reverse("actions:strand-add", kwargs={"action_pk": make_action().pk})
    assert (client.get(url).status_code, client.post(url, sent(what="x")).status_code) == (403, 403)
    assert not Strand.objects.exists()


def hand_over_typed(strands, **typed):
    seen = ",".join(str(strand.pk) for strand in strands)
    day = {"last_day_day": "31", "last_day_month": "7", "last_day_year": "2019"}
    return sent(**{"version": "1", "seen": seen, **day, **typed})


def test_a_leavers_strands_go_over_in_one_step(client, officer):
    ada, ben = make_lead(name="Ada"), make_lead(name="Ben")
    strand = make_strand(ada)
    url = f"{reverse('actions:hand-over')}?leaver={ada.pk}"
    assert strand.action.wording in client.get(url).content.decode()
    form = hand_over_typed([strand], everything_to=ben.pk)
    answers = [client.post(url, form) for _ in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("actions:hand-over"))
    ] * 2
    assert strand.leads.get() == ben
    assert Lead.objects.get(pk=ada.pk).active_until == date(2019, 7, 31)


def test_a_leaver_stays_named_on_strands_that_are_closed(client, officer):
    ada = make_lead(name="Ada")
    make_strand(ada, closed_on=date(2019, 5, 1), closed_reason="Done.")
    page = client.get(reverse("actions:hand-over"), {"leaver": ada.pk}).text
    assert "Ada stays named on 1 strand that is closed or archived." in page


def test_an_odd_leaver_is_asked_for_again(client, officer):
    url = reverse("actions:hand-over")
    assert client.get(url).status_code == 200
    for odd in ("abc", "", "0", "99999999999999999999999"):
        assert client.get(url, {"leaver": odd}).status_code == 422


def test_a_leaver_saved_meanwhile_is_a_conflict(client, officer):
    ada, ben = make_lead(name="Ada", version=2), make_lead(name="Ben")
    strand = make_strand(ada)
    url = f"{reverse('actions:hand-over')}?leaver={ada.pk}"
    response = client.post(url, hand_over_typed([strand], everything_to=ben.pk))
    assert response.status_code == 409
    assert strand.leads.get() == ada


def test_a_strand_that_went_meanwhile_is_not_found(client, officer):
    strand = make_strand()
    url = address("strand-change", strand)
    Strand.objects.get().delete()
    assert client.post(url, strand_typed()).status_code == 404


def test_to_go_on_without_a_leaver_asks_for_one(client, officer):
    page = client.get(reverse("actions:hand-over"))
    assert b'<form method="get" novalidate>' in page.content
    page = client.get(reverse("actions:hand-over"), {"leaver": ""})
    assert page.status_code == 422
    assert page.context["form"].errors == {"leaver": ["Choose who is leaving."]}
