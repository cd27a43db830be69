"""What people said: kept, and quoted in drafts, by those who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from reports import services
from reports.assemble import assemble
from reports.kinds import Edition
from reports.models import Quotation, QuotedIn, Report
from reports.services import Place
from tests.factories import make_quotation, make_quoted, make_report, make_user

pytestmark = pytest.mark.django_db

LIST, ADD = "reports:quotation-list", "reports:quotation-add"


@pytest.fixture
def writer(client):
    user = make_user(Role.AUTHOR)
    client.force_login(user)
    return user


def token(client, address):
    form = client.get(address).context["form"]
    return {
        name: str(form[name].value()) for name in ("submission", "version") if name in form.fields
    }


def send(client, address, **typed):
    return client.post(address, token(client, address) | typed)


def typed(**fields):
    day = {"said_on_day": 2, "said_on_month": 5, "said_on_year": 2019}
    return {"text": "You turned up.", "source": "A young person", **day, **fields}


def page(name, row):
    return reverse(f"reports:{name}", args=[row.pk])


def test_a_quotation_is_added_once_with_who_added_it(client, writer):
    sent = token(client, reverse(ADD)) | typed(has_consent="on")
    assert [client.post(reverse(ADD), sent).url for _ in range(2)] == [reverse(LIST)] * 2
    row = Quotation.objects.get()
    assert (row.text, row.source, row.said_on) == (
        "You turned up.", "A young person", date(2019, 5, 2),
    )  # fmt: skip
    assert (row.has_consent, row.is_anonymous, row.is_public) == (True, False, False)
    assert row.history.get().history_user == writer


def test_a_day_to_come_and_empty_words_are_refused(client, writer):
    day = timezone.localdate() + timedelta(days=1)
    sent = {"said_on_day": day.day, "said_on_month": day.month, "said_on_year": day.year}
    answer = send(client, reverse(ADD), **typed(text=" ", **sent))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert errors["text"] == ["Enter what was said."]
    assert "is to come. Enter today or a day before it." in errors["said_on"][0]
    assert Quotation.objects.count() == 0


def test_the_list_says_what_only_officers_read(client, writer):
    make_quotation(source="A carer")
    make_quotation(source="A young person", has_consent=False, is_anonymous=False)
    make_quotation(source="Somebody else", is_removed=True)
    words = " ".join(client.get(reverse(LIST)).content.decode().split())
    assert words.count("Officers only</strong> No consent. Not checked for names.") == 1
    assert ("A carer, 2 May 2019" in words, "Somebody else" in words) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_length(
    client, writer, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_quotation()
    client.get(reverse(LIST))
    with django_assert_num_queries(6):
        client.get(reverse(LIST))


def test_two_at_one_quotation_see_both_texts(client, writer):
    row = make_quotation()
    address = page("quotation-change", row)
    sent = token(client, address) | typed(text="Ours")
    services.change_quotation(quotation=row, version=1, by=writer, text="Theirs")
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert ("Words", "Theirs", "Ours") in answer.context["form"].conflict
    row.refresh_from_db()
    assert (row.text, row.version) == ("Theirs", 2)


def test_a_removed_quotation_leaves_drafts_and_stays_in_the_history(client, writer):
    row, report = make_quotation(), make_report()
    make_quoted(report, row)
    assert row.text in str(assemble(report))
    assert send(client, page("quotation-remove", row)).url == reverse(LIST)
    assert row.text not in str(assemble(report, edition=Edition.OFFICERS))
    row.refresh_from_db()
    assert (row.is_removed, row.history.first().history_user) == (True, writer)
    assert client.get(page("quotation-change", row)).status_code == 404


def test_a_draft_quotes_what_was_chosen_in_its_order_with_headings(client, writer):
    report = make_report()
    first, second, third = (make_quotation(text=f"Words {number}") for number in (1, 2, 3))
    address = page("report-quotations", report)
    places = {f"place_{row.pk}": at for row, at in ((first, 2), (second, 1), (third, 3))}
    answer = send(
        client, address, **places,
        **{f"included_{first.pk}": "on", f"included_{second.pk}": "on"},
        **{f"heading_{second.pk}": "From the courts"},
    )  # fmt: skip
    assert answer.url == page("report-detail", report)
    blocks = assemble(report)["blocks"]
    said = [block for block in blocks if block["kind"] == "quotation"]
    assert ["Words 2" in str(said[0]), "Words 1" in str(said[1]), len(said)] == [True, True, 2]
    assert "From the courts" in [block.get("text") for block in blocks]
    assert QuotedIn.objects.count() == 2
    assert QuotedIn.objects.first().history.first().history_user == writer
    assert "A family court, 2 May 2019" in client.get(answer.url).content.decode()


def test_one_that_is_left_out_later_keeps_its_row(writer):
    report, row = make_report(), make_quotation()
    quoted = make_quoted(report, row, heading="Kept")
    services.choose_quotations(
        report=report, version=1, places={row.pk: Place(1, False, "Kept")}, by=writer
    )
    quoted.refresh_from_db()
    assert (quoted.is_included, quoted.heading, quoted.version) == (False, "Kept", 2)
    services.choose_quotations(
        report=report, version=2, places={row.pk: Place(1, False, "Kept")}, by=writer
    )
    assert quoted.history.count() == 2


def test_a_choice_over_somebody_elses_is_refused_and_changes_nothing(client, writer):
    report, row = make_report(), make_quotation()
    address = page("report-quotations", report)
    sent = token(client, address) | {f"place_{row.pk}": 1}
    services.choose_quotations(
        report=report, version=1, places={row.pk: Place(1, True, "Theirs")}, by=writer
    )
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        ("A family court, 2 May 2019", "Place 1, under “Theirs”", "Left out")
    ]
    with pytest.raises(Conflict):
        services.choose_quotations(report=report, version=1, places={}, by=writer)
    assert QuotedIn.objects.get().is_included


def test_a_paper_that_was_handed_on_is_not_chosen_for(writer):
    report = make_report(state=Report.State.IN_CLEARANCE)
    with pytest.raises(ValidationError, match="The paper is in clearance."):
        services.choose_quotations(report=report, version=1, places={}, by=writer)


def test_a_quotation_without_consent_is_for_officers_and_the_work_page_says_so(client, writer):
    report = make_report()
    make_quoted(report, make_quotation(text="Said in trust.", has_consent=False))
    assert "Said in trust." not in str(assemble(report, edition=Edition.MEMBERS))
    assert "Said in trust." in str(assemble(report, edition=Edition.OFFICERS))
    words = " ".join(client.get(page("report-detail", report)).content.decode().split())
    assert "Officers only</strong> No consent." in words


def test_a_kind_without_quotations_has_no_such_page(client, writer):
    report = make_report(kind="decision")
    assert client.get(page("report-quotations", report)).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER, Role.ADMINISTRATOR])
def test_whoever_sees_no_drafts_is_not_told_of_quotations(client, role):
    client.force_login(make_user(role))
    row = make_quotation()
    pages = [reverse(LIST), reverse(ADD), page("quotation-change", row)]
    assert [client.get(each).status_code for each in pages] == [404, 404, 404]
