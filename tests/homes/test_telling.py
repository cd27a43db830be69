"""The e-mail on the day of publication: once to each, never before, and no home in it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from homes.models import PublicationMail
from homes.services.telling import tell_publications
from tests.factories import make_council
from tests.home_factories import make_home, make_inspection

pytestmark = pytest.mark.django_db

READERS = "chair@fernmoor.example\nmember@fernmoor.example\nchair@fernmoor.example\n"


@pytest.fixture
def council():
    return make_council(publication_readers=READERS)


def published(day, **fields):
    home = make_home(internal_name="Canary Rise", alias="Canary Alias", urn="SC987654", **fields)
    return make_inspection(home, published_on=day)


def run(day):
    return tell_publications(on=day, at=timezone.now())


def test_each_reader_gets_one_mail_on_the_day_however_often_it_runs(council, mailoutbox):
    day = timezone.localdate()
    published(day)
    make_inspection(published_on=day)
    call_command("tell_publications", verbosity=0)
    call_command("tell_publications", verbosity=0)
    assert [mail.to for mail in mailoutbox] == [
        ["chair@fernmoor.example"],
        ["member@fernmoor.example"],
    ]


def test_nobody_is_told_before_the_day(council, mailoutbox):
    day = timezone.localdate()
    published(day + timedelta(days=1))
    assert (run(day), mailoutbox) == (0, [])
    assert (run(day + timedelta(days=1)), len(mailoutbox)) == (2, 2)


def test_no_mail_gives_the_home_away(council, mailoutbox):
    published(timezone.localdate())
    run(timezone.localdate())
    words = "".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert [word for word in ("Canary", "SC987654", "Good") if word in words] == []
    assert "is published" in words


def test_a_run_that_failed_is_made_up_for_and_old_news_is_none(council, mailoutbox):
    day = timezone.localdate()
    news = published(day - timedelta(days=6))
    make_inspection(published_on=day - timedelta(days=7))
    assert run(day) == 2
    assert {mail.inspection for mail in PublicationMail.objects.all()} == {news}


def test_a_mail_whose_sending_was_not_saved_goes_out_again_as_the_same_one(council, mailoutbox):
    day = timezone.localdate()
    published(day)
    with transaction.atomic():
        run(day)
        transaction.set_rollback(True)
    assert (run(day), PublicationMail.objects.count()) == (2, 2)
    known = [(mail.to, mail.message()["Message-ID"]) for mail in mailoutbox]
    assert known[:2] == known[2:]
    assert len({identity for _, identity in known}) == 2
    assert all(identity.endswith("@localhost>") for _, identity in known)


class RefusingServer(EmailBackend):
    """Takes no mail for the chair."""

    def send_messages(self, messages):
        if any("chair" in address for mail in messages for address in mail.to):
            raise OSError("No such mailbox.")
        return super().send_messages(messages)


def test_an_address_that_takes_no_mail_keeps_nobody_else_from_being_told(
    council, mailoutbox, settings
):
    day = timezone.localdate()
    published(day)
    settings.EMAIL_BACKEND = f"{__name__}.{RefusingServer.__name__}"
    for _ in range(2):
        with pytest.raises(ExceptionGroup, match="1 reader was not told") as failed:
            run(day)
        assert [str(error) for error in failed.value.exceptions] == ["No such mailbox."]
    assert [mail.to for mail in mailoutbox] == [["member@fernmoor.example"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (run(day), mailoutbox[-1].to) == (1, ["chair@fernmoor.example"])


def test_homes_of_others_and_embargoes_are_no_news(council, mailoutbox):
    published(timezone.localdate(), governance="area")
    make_inspection(published_on=None)
    assert (run(timezone.localdate()), mailoutbox) == (0, [])


def test_what_is_no_address_is_refused_by_name():
    with pytest.raises(ValidationError) as error:
        make_council(publication_readers="chair at fernmoor")
    assert error.value.message_dict == {
        "publication_readers": ["“chair at fernmoor” is not an e-mail address. One a line."]
    }
