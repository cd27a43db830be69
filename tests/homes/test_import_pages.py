"""The pages on which a file of Ofsted is chosen, looked at and brought in."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from corporate_parenting.roles import Role
from homes.models import AuthorityInspection, Home, Inspection, OfstedImport
from tests.factories import make_council, make_user
from tests.home_factories import make_grades, make_home
from tests.homes.ofsted_files import event_cells, home_cells, release
from tests.homes.test_import_saving import DAYS, FOCUSED, GOOD_ROW, INSPECTED, ROW, councils
from tests.ods import ods_file

pytestmark = pytest.mark.django_db
ADD = reverse("homes:ofstedimport-add")


@pytest.fixture(autouse=True)
def grades():
    make_grades()


@pytest.fixture
def officer(client):
    make_council()
    client.user = make_user(Role.OFFICER)
    client.force_login(client.user)
    return client


def sent_fields(client, address):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def upload(client, sheets, **fields):
    file = SimpleUploadedFile("ofsted.ods", ods_file(sheets))
    sent = {"council": "Fernshire", "holds": "own", "file": file} | fields
    return client.post(ADD, sent_fields(client, ADD) | sent)


def test_an_officer_brings_homes_in_after_looking_at_them(officer):
    make_home(urn="SC900009", internal_name="Larch House")
    address = upload(officer, release([ROW])).url
    page = " ".join(officer.get(address).content.decode().split())
    assert "Fernshire as at 31 March 2030, released on 4 July 2030: 2 to add" in page
    assert "SC900009 (Larch House)" in page
    assert Home.objects.filter(urn="SC900001").count() == 0
    assert officer.post(address, sent_fields(officer, address)).url == ADD
    home = Home.objects.get(urn="SC900001")
    assert home.history.get().history_user == officer.user
    assert "ofsted.ods: 2 added and 0 changed." in officer.get(ADD).content.decode()
    assert officer.get(address).url == ADD
    assert OfstedImport.objects.get().state == "brought_in"


def test_inspections_of_the_council_are_brought_in_from_the_browser(officer):
    address = upload(officer, councils(INSPECTED, FOCUSED), holds="authority").url
    assert AuthorityInspection.objects.count() == 0
    officer.post(address, sent_fields(officer, address))
    assert AuthorityInspection.objects.count() == 2


def test_a_file_with_a_doubt_cannot_be_saved_from_the_browser(officer):
    bad = [*home_cells(), *event_cells(70001, "Fine", "Good", "Good", **DAYS)]
    address = upload(officer, release([GOOD_ROW, bad])).url
    page = officer.get(address).content.decode()
    assert "“Fine” is not a grade of this scale." in page
    assert "Save all of it" not in page
    assert officer.post(address, sent_fields(officer, address)).status_code == 422
    assert Home.objects.count() == 0


def test_what_changed_since_the_look_is_looked_at_again(officer):
    address = upload(officer, release([ROW])).url
    sent = sent_fields(officer, address)
    make_home(urn="SC900001", places=9, registered_on=date(2020, 1, 15), opened_on=None)
    answer = officer.post(address, sent)
    assert answer.status_code == 422
    assert "What is kept here was changed since you looked." in answer.content.decode()
    assert (Home.objects.get().places, Inspection.objects.count()) == (9, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"council": "Fernshir"}, "Did you mean “Fernshire”?"),
        ({"council": ""}, "Choose the file again: the browser does not keep it."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "The file is a PDF,"),
        ({"holds": "authority"}, "No sheet has the heads of inspections of councils:"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_page(officer, fields, sentence):
    answer = upload(officer, release([ROW]), **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert OfstedImport.objects.count() == 0


def test_nobody_sees_anothers_upload(officer, client):
    address = upload(officer, release([ROW])).url
    client.force_login(make_user(Role.OFFICER))
    assert client.get(address).status_code == 404
