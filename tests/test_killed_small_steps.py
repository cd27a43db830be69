"""A process that dies while it withholds a part, changes the template or takes something away."""

import hashlib

import pytest
from django.core.management import call_command

from corporate_parenting.roles import Role
from homes.models import Inspection
from reports.models import PartClass, Publication, Report, WordTemplate
from tests.actions.test_concurrency import database_on_disk
from tests.factories import make_council, make_report, make_user
from tests.home_factories import make_inspection
from tests.reports.publishing import AT, make_publication
from tests.test_killed import killed, records

__all__ = ["database_on_disk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]


def shell(program):
    """A command that takes one step in a process of its own."""
    return ("shell", "--no-imports", f"--command={program}")


def dies_and_is_done_again(start, program, standing, done):
    """Killed at the statement it leaves everything as it was; taken again it is done."""
    before = standing(), records()
    assert killed(start, "", *shell(program)) == -9
    assert (standing(), records()) == before
    call_command(*shell(program))
    assert standing() == done


WITHHOLD = (
    "from reports import services; from reports.models import KindPart, Report; "
    "report = Report.objects.get(); "
    "services.choose_readers(report=report, by=report.author, version=0, "
    "part=KindPart.objects.get(kind__code=report.kind_id, code='later_items'), "
    "publicity='confidential', withheld_because='A court’s order.')"
)


@pytest.mark.parametrize("table", ["reports_partclass", "reports_historicalpartclass"])
def test_a_part_is_withheld_or_not_at_all(table):
    make_report()
    dies_and_is_done_again(
        f'INSERT INTO "{table}"', WITHHOLD,
        lambda: list(PartClass.objects.values_list("part", "publicity")),
        [("later_items", "confidential")],
    )  # fmt: skip


PUT = (
    "from django.utils import timezone; from corporate_parenting.models import User; "
    "from reports import services; from reports.models import WordTemplate; "
    "services.put_word_template(template=WordTemplate(name='new.docx', content=b'new', "
    "sha256='1' * 64), by=User.objects.get(), at=timezone.now())"
)
TAKE = (
    "from corporate_parenting.models import User; from reports import services; "
    "from reports.models import WordTemplate; "
    "services.take_word_template_away(template=WordTemplate.objects.get(), version=1, "
    "by=User.objects.get())"
)


def templates():
    return list(WordTemplate.objects.order_by("pk").values_list("name", "is_in_use", "version"))


@pytest.mark.parametrize(
    ("start", "program", "done"),
    [
        ('UPDATE "reports_wordtemplate"', PUT, [("old.docx", False, 2), ("new.docx", True, 1)]),
        (
            'INSERT INTO "reports_wordtemplate"', PUT,
            [("old.docx", False, 2), ("new.docx", True, 1)],
        ),
        ('UPDATE "reports_wordtemplate"', TAKE, [("old.docx", False, 2)]),
        ('INSERT INTO "reports_historicalwordtemplate"', TAKE, [("old.docx", False, 2)]),
    ],
)  # fmt: skip
def test_there_is_always_the_template_of_before_or_the_one_after(start, program, done):
    make_council()
    by = make_user(Role.ADMINISTRATOR)
    old = WordTemplate(
        name="old.docx", content=b"old", sha256=hashlib.sha256(b"old").hexdigest(),
        uploaded_by=by, uploaded_at=AT,
    )  # fmt: skip
    old.save()
    dies_and_is_done_again(start, program, templates, done)


VOID = (
    "from datetime import date; from homes import services; from homes.models import Inspection; "
    "services.void_inspection(inspection=Inspection.objects.get(), version=1, by=None, "
    "on=date(2021, 6, 1), reason='It was next door’s.')"
)


@pytest.mark.parametrize(
    "start", ['UPDATE "homes_inspection"', 'INSERT INTO "homes_historicalinspection"']
)
def test_an_inspection_is_taken_away_with_its_reason_or_stands(start):
    make_inspection()
    dies_and_is_done_again(
        start, VOID,
        lambda: list(Inspection.objects.values_list("version", "voided_because")),
        [(2, "It was next door’s.")],
    )  # fmt: skip


WITHDRAW = (
    "from reports import services; from reports.models import Publication, Report; "
    "from corporate_parenting.models import User; report = Report.objects.get(); "
    "services.withdraw_report(report=report, version=report.version, reason='It named a child.', "
    "by=User.objects.exclude(pk=report.author_id).first())"
)


@pytest.mark.parametrize("start", ['INSERT INTO "reports_withdrawal"', 'UPDATE "reports_report"'])
def test_a_paper_is_withdrawn_in_all_its_versions_or_in_none(start):
    make_publication()
    dies_and_is_done_again(
        start, WITHDRAW,
        lambda: (
            Report.objects.get().state,
            Publication.objects.exclude(withdrawal=None).count(),
        ),
        ("withdrawn", 1),
    )  # fmt: skip
