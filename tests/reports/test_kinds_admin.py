"""The administrators' pages of the kinds of paper."""

import pytest
from django.urls import reverse

from corporate_parenting.roles import Role
from reports.models import KindPart, PaperKind
from reports.sections.source import TOKENS, filled
from tests.factories import make_council, make_kinds, make_report, make_user
from tests.reports.kind_forms import add_kind, change_page, part, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    make_kinds()
    user = make_user(Role.ADMINISTRATOR, is_staff=True)
    client.force_login(user)
    return user


def standard(code="update"):
    return PaperKind.objects.get(code=code)


def place_of(kind, code):
    """The number of a part among the boxes of its page."""
    return [row.code for row in kind.parts.order_by("order", "pk")].index(code)


def test_a_part_is_changed_with_its_version_and_who_did_it(client, administrator):
    kind = standard()
    number = place_of(kind, "recommendation")
    sent = shown(client.get(change_page(kind)))
    sent[f"parts-{number}-heading"] = "What we ask of you"
    assert client.post(change_page(kind), sent).status_code == 302
    row = kind.parts.get(code="recommendation")
    assert (row.heading, row.version) == ("What we ask of you", 2)
    assert row.history.first().history_user == administrator
    assert set(kind.parts.exclude(pk=row.pk).values_list("version", flat=True)) == {1}
    assert make_report().parts[number].heading == "What we ask of you"


def test_the_help_of_a_part_names_all_words_that_it_may_hold(client, administrator):
    row = standard().parts.get(code="recommendation")
    words = (
        "May hold {children}, {care_leavers}, {board}, {council}, {title}, {year}, {day} and "
        "{month}."
    )
    own_page = client.get(reverse("admin:reports_kindpart_change", args=[row.pk]))
    for page in (client.get(change_page(row.kind)), own_page):
        assert words in page.content.decode()
    row.heading = "".join(f"{{{name}}}" for name in TOKENS)
    assert "{" not in filled(row.heading, make_report(), make_council())


def test_a_page_saved_unchanged_changes_nothing(client, administrator):
    kind = standard("decision")
    before = (PaperKind.history.count(), KindPart.history.count())
    assert client.post(change_page(kind), shown(client.get(change_page(kind)))).status_code == 302
    kind.refresh_from_db()
    assert kind.version == 1
    assert KindPart.history.count() == before[1]


def test_a_part_saved_meanwhile_answers_with_both_texts_and_loses_none(client, administrator):
    kind = standard()
    number = place_of(kind, "recommendation")
    sent = shown(client.get(change_page(kind)))
    row = kind.parts.get(code="recommendation")
    row.heading, row.version = "Theirs", 2
    row.save()
    answer = client.post(change_page(kind), sent | {f"parts-{number}-heading": "Ours"})
    assert answer.status_code == 409
    assert "saved as “Theirs”, typed by you “Ours”" in answer.content.decode()
    row.refresh_from_db()
    assert row.heading == "Theirs"
    assert client.post(change_page(kind), shown(answer)).status_code == 302
    row.refresh_from_db()
    assert (row.heading, row.version) == ("Ours", 3)


def test_nothing_is_saved_without_the_tokens_of_the_rows_seen(client, administrator):
    kind = standard()
    sent = shown(client.get(change_page(kind))) | {"parts-0-heading": "Ours", "parts-0-seen": ""}
    answer = client.post(change_page(kind), sent)
    assert answer.status_code == 422
    assert "This page was out of date." in answer.content.decode()
    assert kind.parts.first().heading == "Section 1: Items Discussed"


def test_a_kind_in_use_keeps_its_code_and_a_part_what_it_is(client, administrator):
    kind, number = standard(), place_of(standard(), "first_items")
    make_report()
    sent = shown(client.get(change_page(kind)))
    assert "code" not in sent
    sent |= {"code": "another", f"parts-{number}-section": "glossary"}
    assert client.post(change_page(kind), sent).status_code == 302
    kind.refresh_from_db()
    assert (kind.code, kind.parts.get(code="first_items").section) == ("update", "words")


def test_parts_of_the_same_words_get_codes_of_their_own(client, administrator):
    parts = [part(number, "words", "Legal implications") for number in range(2)]
    parts.append(part(2, "sign_off"))
    kind = add_kind(client, parts, code="cabinet", name="Cabinet", title="Report")
    codes = list(kind.parts.values_list("code", flat=True))
    assert codes == ["legal_implications", "legal_implications-2", "sign_off"]
    assert {row.history.get().history_user for row in kind.parts.all()} == {administrator}


def test_a_label_without_words_is_refused_at_its_box(client, administrator):
    kind = standard()
    sent = shown(client.get(change_page(kind)))
    new = int(sent["parts-INITIAL_FORMS"])
    answer = client.post(change_page(kind), sent | part(new, "field"))
    assert answer.status_code == 422
    assert "Enter the words of the heading or label." in answer.content.decode()
    assert kind.parts.count() == new


def test_a_part_taken_out_of_use_leaves_drafts_and_keeps_its_words(client, administrator):
    kind = standard()
    number = place_of(kind, "later_items")
    sent = shown(client.get(change_page(kind)))
    del sent[f"parts-{number}-is_in_use"]
    assert client.post(change_page(kind), sent).status_code == 302
    assert "later_items" not in [row.code for row in make_report().parts]
    assert not kind.parts.get(code="later_items").is_in_use


def copy_of(client, kind):
    token = client.get(change_page(kind)).context["copy_token"].value()
    address = reverse("admin:reports_paperkind_copy", args=[kind.pk])
    return lambda: client.post(address, {"submission": str(token)})


def test_a_kind_is_copied_once_with_its_parts_and_not_offered_yet(client, administrator):
    kind = standard("decision")
    send = copy_of(client, kind)
    first, again = send(), send()
    copy = PaperKind.objects.get(code="decision-copy")
    assert first.url == again.url == change_page(copy)
    assert (copy.name, copy.is_in_use) == ("Copy of Decision report with scorecard", False)
    columns = ("order", "code", "section", "heading", "level", "standard_text")
    assert list(copy.parts.values_list(*columns)) == list(kind.parts.values_list(*columns))
    record = copy.history.get()
    assert (record.history_user, record.history_change_reason) == (
        administrator, "Copied from Decision report with scorecard.",
    )  # fmt: skip
    copy_of(client, kind)()
    assert PaperKind.objects.filter(code="decision-copy-2").exists()


def test_a_copy_without_a_token_is_refused(client, administrator):
    address = reverse("admin:reports_paperkind_copy", args=[standard().pk])
    assert client.post(address, {}).url == change_page(standard())
    assert client.get(address).status_code == 405
    assert PaperKind.objects.count() == 5


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_keep_the_kinds(client, role):
    make_kinds()
    client.force_login(make_user(role, is_staff=True))
    kind = standard()
    copy = reverse("admin:reports_paperkind_copy", args=[kind.pk])
    assert [client.get(change_page(kind)).status_code, client.post(copy).status_code] == [403, 403]


def test_a_part_has_a_page_with_its_history(client, administrator):
    row = standard().parts.get(code="recommendation")
    for name in ("change", "history"):
        page = reverse(f"admin:reports_kindpart_{name}", args=[row.pk])
        assert client.get(page).status_code == 200
    assert client.get(reverse("admin:reports_kindpart_add")).status_code == 403
