"""Pages that are kept until something changes show each change at once."""

import pytest
from django.test import Client
from django.urls import reverse

from corporate_parenting.roles import Role
from corporate_parenting.settled import forget_all
from tests.actions.reading import filled_plan, url
from tests.factories import make_council, make_lead, make_note, make_strand, make_user

pytestmark = pytest.mark.django_db


def test_a_note_and_a_leads_new_name_are_read_at_once(client):
    make_council()
    client.force_login(make_user(Role.OFFICER))
    lead = make_lead()
    strand = make_strand(lead)
    pages = [
        reverse("actions:action-detail", args=[strand.action_id]),
        reverse("actions:action-list"),
    ]
    before = [client.get(page).content.decode() for page in pages * 2]
    make_note(strand.action, text="Two homes were found.")
    noted = [client.get(page).content.decode() for page in pages]
    lead.name = "Wren Oakley"
    lead.save()
    named = [client.get(page).content.decode() for page in pages]
    assert ["Two homes were found." in page for page in before + noted] == [False] * 4 + [True] * 2
    assert ["Wren Oakley" in page for page in noted + named] == [False] * 2 + [True] * 2


def test_the_councils_new_words_stand_on_the_list_at_once(client):
    council = make_council(action_word="task", priority_word="pledge", stale_after_days=5_000)
    client.force_login(make_user(Role.OFFICER))
    make_note(make_strand(make_lead()).action)
    before = client.get(reverse("actions:action-list")).content.decode()
    council.action_word, council.priority_word, council.stale_after_days = "aim", "vow", 30
    council.save()
    after = client.get(reverse("actions:action-list")).content.decode()
    told = [
        ["1</strong> task.", '"plan-in">Pledge ', ">My tasks</a>"],
        ["1</strong> aim.", '"plan-in">Vow ', ">My aims</a>"],
    ]
    assert [[words for words in sum(told, []) if words in page] for page in (before, after)] == told
    assert ["plan-attention" in page for page in (before, after)] == [False, True]


def test_a_list_that_is_kept_tells_nobody_who_asked_for_it_first():
    make_council()
    make_strand(make_lead())
    first, second = Client(), Client()
    first.force_login(make_user(Role.OFFICER, first_name="Ida", last_name="Berg"))
    second.force_login(make_user(Role.MEMBER, Role.LEAD, first_name="Bo", last_name="Lund"))
    pages = [one.get(reverse("actions:action-list")) for one in (first, second, first)]
    told = ("Ida Berg", "Bo Lund", reverse("actions:hand-over"))
    assert [[words for words in told if words in page.content.decode()] for page in pages] == [
        [told[0], told[2]], [told[1]], [told[0], told[2]],
    ]  # fmt: skip


def test_the_bar_that_is_kept_is_that_of_who_looks(client):
    make_council()
    make_strand(make_lead())
    places = []
    for role in (Role.OFFICER, Role.AUTHOR, Role.OFFICER):
        client.force_login(make_user(role))
        for name in ("actions:action-list", "homes:register"):
            page = client.get(reverse(name)).content.decode()
            here = page.split('active-fallback">')[1].split("<")[0]
            places.append((here, ">Drafts</a>" in page))
    of_officer, of_author = [[("Actions", drafts), ("Homes", drafts)] for drafts in (False, True)]
    assert places == of_officer + of_author + of_officer


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "anew", "kept"),
    [
        ("plan-list", 5, 5),
        ("plan-detail", 10, 10),
        ("priority-detail", 10, 10),
        ("action-list", 10, 4),
        ("action-detail", 10, 5),
        ("action-history", 10, 10),
        ("my-actions", 9, 9),
    ],
)
def test_pages_ask_the_database_the_same_few_things(
    django_assert_num_queries, name, anew, kept, rows
):
    make_council()
    user = make_user(Role.LEAD)
    plan = filled_plan(rows, reader=user)
    client = Client()
    client.force_login(user)
    priority = plan.priorities.first()
    keys = {"plan": plan.pk, "priority": priority.pk, "action": priority.actions.first().pk}
    noun, _, kind = name.partition("-")
    address = url(name, keys[noun]) if kind in ("detail", "history") else url(name)
    client.get(address)  # the first request writes when the session was seen
    forget_all()
    for queries in (anew, kept):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
