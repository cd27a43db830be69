"""No paper gives a private home away: words that must stay inside are looked for in every file."""

from datetime import date

import pytest
from django.utils import timezone

from corporate_parenting.roles import Role
from reports.assemble import assemble
from reports.models import Publication
from reports.services import make_paper, request_rendering
from tests.factories import make_meeting, make_report
from tests.home_factories import (
    make_home,
    make_inspection,
    make_notice,
    make_requirement,
    make_visit,
)
from tests.reports.homes import choose, files_of, opened, raw_text, unzipped
from tests.reports.publishing import publish
from tests.reports.test_views import signed_in, url

pytestmark = pytest.mark.django_db

DAY, LAST_BOARD = date(2021, 10, 1), date(2021, 4, 1)
LABELS = {
    "alias": {"alias": "Willow"},
    "number": {"number": 4, "alias": ""},
    "none": {"alias": ""},
    "name": {"alias": ""},
}
LATER = {"visited_from": date(2021, 9, 6), "overall": "Inadequate"}
PLANNED = {"registered_on": None, "opened_on": None, "expected_on": date(2022, 3, 1), "urn": ""}


def make_secret_home(kind, number):
    """A home of which every word that the public may not read is a canary."""
    name = "Maple Row" if kind == "name" else f"Zeisig{kind}"
    home = make_home(
        internal_name=name, label_kind=kind, urn=f"SC7717{number:02}", location="Zaunkoenigweg",
        provider="Kranich Ltd", purpose="Pirolpurpose", **LABELS[kind],
    )  # fmt: skip
    inspection = make_inspection(
        home, reason_public="" if kind == "none" else f"Told of {kind}.",
        reason_exempt="Rotkehlchen went missing.", event_number=f"771880{number}",
        source="Amselsource",
    )  # fmt: skip
    reason = "Stieglitz is told before its day."
    make_inspection(home, published_on=None, reason_public=reason, **LATER)
    later = LATER | {"visited_from": date(2021, 9, 7)}
    make_inspection(home, published_on=date(2021, 10, 2), reason_public=reason, **later)
    make_requirement(inspection, text="Sperling stays inside.")
    make_requirement(inspection, text="Leave Zeisigalias alone.", is_public=True)
    make_requirement(
        inspection, text=f"Keep records of {kind}.", is_public=True, closed_on=date(2021, 7, 1),
        evidence="Kiebitz saw it.",
    )  # fmt: skip
    make_notice(home, reference="Dohle/1", words_exempt="Dohle", published_on=None)
    make_visit(home, visitor="Reiher Quist", summary_exempt="Buchfink")
    return home


@pytest.fixture
def report():
    for number, kind in enumerate(LABELS, 1):
        make_secret_home(kind, number)
    beech = make_home(internal_name="Zeisigbeech", alias="Beech")
    make_inspection(beech, reason_public="Moved here from Zeisignone, Zaunkoenigweg.")
    make_home(
        internal_name="Zeisigclosed", alias="Elm", closed_on=date(2021, 8, 1),
        closed_because="Bussard",
    )  # fmt: skip
    make_home(internal_name="Zeisigplanned", alias="Fir", location="Zaunkoenigweg", **PLANNED)
    make_home(internal_name="Zeisigunnamed", label_kind="none", alias="", **PLANNED)
    make_meeting(held_on=LAST_BOARD)
    report = make_report(held_on=date(2021, 10, 20))
    choose(report, "home_judgements", DAY)
    choose(report, "home_changes", DAY)
    return report


READS = {
    "publication-pdf": lambda body: opened(body) + raw_text(body),
    "publication-docx": unzipped,
}
CANARIES = (
    "zeisig", "zaunkoenig", "SC7717", "7717", "771880", "rotkehlchen", "stieglitz", "sperling",
    "kiebitz", "dohle", "reiher", "buchfink", "amsel", "kranich", "pirol", "bussard", "inadequate",
    "A children’s home", "SC90",
)  # fmt: skip


def caught(texts):
    """The canaries in each text, whatever their case."""
    found = {
        place: [word for word in CANARIES if word.casefold() in text.casefold()]
        for place, text in texts.items()
    }
    return {place: words for place, words in found.items() if words}


def test_nothing_that_is_kept_private_is_in_any_file_of_a_paper(report):
    files = files_of(assemble(report))
    assert caught(files) == {}
    for place in ("article", "PDF text", "Word"):
        told = [words for words in ("Willow", "Home 4", "Maple Row", "Beech", "Elm", "Fir")
                if words not in files[place]]  # fmt: skip
        assert told == [], place
    assert "is not listed by name" in files["article"]


def test_the_canaries_are_found_where_they_are(report):
    """So that the test above can fail: a label of its own name gives that name away everywhere."""
    home = make_home(internal_name="Zeisigopen", label_kind="name", alias="")
    make_inspection(home, reason_public="Stieglitz is told.")
    found = caught(files_of(assemble(report)))
    places = {"article", "HTML file", "PDF text", "archive copy with its data", "Word"}
    assert {place for place, words in found.items() if words == ["zeisig", "stieglitz"]} == places


def test_what_readers_download_and_its_names_give_nothing_away(report):
    rendering = request_rendering(report=report, by=report.author, at=timezone.now())
    made = make_paper(rendering_pk=rendering.pk)
    publication = publish(report, made, at=timezone.now())
    kept = Publication.objects.get(pk=publication.pk)
    client, texts = signed_in(Role.MEMBER), {"title": kept.title, "document": repr(kept.document)}
    for name in ("publication-detail", "publication-pdf", "publication-docx"):
        answer = client.get(url(name, publication.pk))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        texts[f"headers of {name}"] = repr(answer.headers)
        texts[name] = READS.get(name, repr)(body)
    author = signed_in(Role.AUTHOR)
    for name in ("report-detail", "report-preview", "report-homes"):
        texts[name] = author.get(url(name, report.pk)).content.decode()
    assert caught(texts) == {}
    assert "The reason for the judgement of Beech is left out" in texts["report-detail"]
