"""Nothing that gives a home away is found on any page or in any file by who may not read it."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from corporate_parenting.roles import Role
from tests.factories import make_action, make_council, make_lead
from tests.home_factories import (
    area,
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_home,
    make_improvement_action,
    make_inspection,
    make_judgement,
    make_notice,
    make_requirement,
    make_visit,
)
from tests.homes.reading import signed_in

pytestmark = pytest.mark.django_db

# Words that stand nowhere else, by the permission that opens them.
NAMES = {
    "Canaryname", "SC700001", "Canarystreet", "Canaryprovider", "Canarypurpose", "Canarylead",
    "Canaryother", "SC700002", "Canaryvisitor", "70000123", "Canaryreference", "Canaryclosed",
}  # fmt: skip
EXEMPT = {"Canaryreason", "Canaryevidence", "Canarynotice", "Canarysummary", "Canaryunshown"}
EXEMPT |= {"Canarylink", "Canarycouncilreason"}
EMBARGOED = {"Canarygrade", "Canarysecret", "Canarysuspended", "Canarytheme"}
# An exempt word of what is not published takes both.
BOTH = {"Canaryboth", "Canarycouncilboth"}
HISTORY = {"Canaryformer"}  # a name that was taken back since
TOLD = {
    Role.OFFICER: NAMES | EXEMPT | EMBARGOED | BOTH,
    Role.ADMINISTRATOR: NAMES,
}
EVERY = NAMES | EXEMPT | EMBARGOED | BOTH | HISTORY
DAYS = ("", "as-at=2021-12-31", "as-at=2026-04-30")


def make_canaries():
    """Two homes, before and after a transfer, whose every secret is a word of its own."""
    make_council()
    lead = make_lead(name="Canarylead")
    old = make_home(
        internal_name="Canaryother Grange",
        alias="Alder",
        urn="SC700002",
        closed_on=date(2020, 3, 31),
        closed_because="Canaryclosed",
    )
    home = make_home(
        internal_name="Canaryformer House",
        alias="Alder",
        urn="SC700001",
        location="Canarystreet 1",
        provider="Canaryprovider",
        purpose="Canarypurpose",
        lead=lead,
        transferred_from=old,
        registered_on=date(2020, 4, 1),
        opened_on=date(2020, 4, 1),
    )
    home.internal_name = "Canaryname House"
    home.save()
    make_published(home)
    make_embargoed(home)
    make_of_council()
    return home, old


def make_published(home):
    shown = make_inspection(
        home,
        "Good",
        event_number="70000123",
        # A public wording that names the home is held back from who may not read the name.
        reason_public="All is well at Canaryname House.",
        reason_exempt="Canaryreason",
    )
    make_requirement(shown, text="Canaryunshown")
    closed = make_requirement(
        shown, is_public=True, closed_on=date(2021, 8, 1), evidence="Canaryevidence"
    )
    make_improvement_action(shown, requirement=closed, action=make_action(), note="Canarylink")
    make_notice(
        home,
        published_on=date(2021, 4, 9),
        words_exempt="Canarynotice",
        reference="Canaryreference",
    )
    make_visit(
        home, visitor="Canaryvisitor", summary_public="Calm.", summary_exempt="Canarysummary"
    )


def make_embargoed(home):
    """A judgement whose very word is seen nowhere else, and a notice."""
    scale = grade("Inadequate").scale
    secret = scale.grades.create(name="Canarygrade", order=9, tone="failing")
    hidden = make_inspection(
        home,
        "",
        visited_from=date(2026, 4, 7),
        published_on=None,
        reason_public="Canarysecret",
        reason_exempt="Canaryboth",
    )
    make_judgement(hidden, grade=secret, words="Canarygrade")
    make_notice(home, kind="suspension", issued_on=date(2026, 4, 9), words_public="Canarysuspended")


def make_of_council():
    """One inspection of the council that is out, and one that is not."""
    make_authority_judgement(
        make_authority_inspection(
            # Both name the home, as words may that were written before it was private.
            theme="A visit to Canaryname House",
            reason_public="As at Canaryname House.",
            reason_exempt="Canarycouncilreason",
        )
    )
    hidden = make_authority_inspection(
        kind="focused",
        visited_on=date(2026, 4, 7),
        published_on=None,
        theme="Canarytheme",
        reason_exempt="Canarycouncilboth",
    )
    secret = grade("Canarygrade")
    make_authority_judgement(hidden, grade=secret, area=area("in_care", "authority"))


def crawled(client):
    """The words of each answer below /homes/, headers included, by its address."""
    found, waiting = {}, ["/homes/", *(f"/homes/?{day}" for day in DAYS if day)]
    waiting += [
        f"/homes/?{query}" for query in ("of=area", "state=all", "open=on", "due=on", "type=x")
    ]
    waiting += ["/homes/changes/?since=2019-01-01", "/homes/?as-at=2999-01-01"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = client.get(path)
        content = b"".join(answer)
        found[path] = f"{answer.headers}\n{as_text(content)}"
        page = content.decode(errors="replace") if b"<html" in content[:200] else ""
        for link in re.findall(r'href="((?:/homes/)?[?]?[^"#]*)"', page):
            address = link.replace("&amp;", "&")
            if address.startswith("?"):
                address = path.partition("?")[0] + address
            if address.startswith("/homes/") and "/import" not in address:
                waiting.append(address)
    return found


def as_text(content):
    """All of a file: the parts of a workbook or a Word file with its metadata, else itself."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as parts:
        return "\n".join(
            f"{name}\n{parts.read(name).decode(errors='replace')}" for name in parts.namelist()
        )


@pytest.mark.parametrize("role", list(Role))
def test_no_role_finds_what_it_may_not_read(role):
    home, old = make_canaries()
    client = signed_in(role)
    for path in (f"/homes/{home.pk}/", f"/homes/{old.pk}/"):
        assert client.get(path).status_code == 200
    found = crawled(client)
    told = TOLD.get(role, set()) | (HISTORY if role == Role.OFFICER else set())
    leaks = {(path, word) for path, text in found.items() for word in EVERY - told if word in text}
    assert leaks == set()
    everything = "\n".join(found.values())
    assert {word for word in told if word not in everything} == set()


def test_the_crawl_reaches_every_page_and_every_file():
    home, old = make_canaries()
    today = timezone.localdate()
    found = crawled(signed_in(Role.OFFICER))
    for path in (
        "/homes/", "/homes/changes/", f"/homes/{home.pk}/", f"/homes/{old.pk}/",
        f"/homes/{home.pk}/history/", "/homes/export/csv/", "/homes/export/xlsx/",
        "/homes/export/docx/", "/homes/export/docx/?as-at=2021-12-31",
        f"/homes/{home.pk}/?as-at=2021-12-31", "/homes/changes/export/csv/?since=2019-01-01",
        "/homes/changes/export/docx/?since=2019-01-01", "/homes/council/",
        "/homes/council/history/", "/homes/council/?as-at=2021-12-31",
        "/homes/council/export/csv/", "/homes/council/export/xlsx/",
        "/homes/council/export/docx/?as-at=2021-12-31", f"/homes/{home.pk}/export/csv/",
        f"/homes/{home.pk}/export/xlsx/", f"/homes/{old.pk}/export/docx/?as-at=2021-12-31",
    ):  # fmt: skip
        assert path in found, path
    assert f"-{today}.docx" in found["/homes/export/docx/"]
    assert "Canaryname House" in found["/homes/export/xlsx/"]


def test_names_of_files_tell_of_no_home_to_anybody():
    home, _ = make_canaries()
    for role in Role:
        client = signed_in(role)
        for kind in ("csv", "xlsx", "docx"):
            for path in ("", "changes/", "council/", f"{home.pk}/"):
                answer = client.get(f"/homes/{path}export/{kind}/")
                name = answer["Content-Disposition"].lower()
                assert not any(word.lower() in name for word in {*EVERY, "alder"}), (role, name)
