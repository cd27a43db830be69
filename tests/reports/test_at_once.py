"""Two people at who may read a part, or at the Word template: one after the other, nothing lost."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.roles import Role
from reports import services
from reports.models import PartClass, Report, WordTemplate
from tests.actions.test_concurrency import at_once, database_on_disk
from tests.factories import make_council, make_passage, make_report, make_user
from tests.reports.publishing import answer_checks, make_publication, make_rendering, release
from tests.reports.test_clearance import correct

__all__ = ["database_on_disk"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("database_on_disk")]

AT = datetime(2019, 6, 3, 9, tzinfo=UTC)
WITHHELD = {"publicity": "confidential", "withheld_because": "A court’s order."}


def kinds(answers):
    return sorted(type(answer).__name__ for answer in answers)


def withholding(report, by, **fields):
    (part,) = [part for part in report.parts if part.code == "later_items"]
    chosen = {"version": 0, **WITHHELD, **fields}
    return lambda: services.choose_readers(report=report, part=part, by=by, **chosen)


def test_of_two_who_withhold_a_part_the_second_sees_the_choice_of_the_first():
    report = make_report()
    people = [make_user(Role.AUTHOR), make_user(Role.AUTHOR)]
    acts = [withholding(report, by, withheld_because=f"By {by.pk}.") for by in people]
    assert kinds(at_once(*acts)) == ["Conflict", "PartClass"]
    kept = PartClass.objects.get()
    assert (kept.version, kept.withheld_because) == (1, f"By {kept.history.get().history_user_id}.")


@pytest.mark.parametrize("number", range(5))
def test_no_paper_goes_to_clearance_with_a_part_that_was_withheld_meanwhile(number):
    report = make_report()
    make_passage(report, part="later_items", text="It cost much.")
    make_rendering(report)
    report.refresh_from_db()
    answer_checks(report)
    withhold = withholding(report, report.author)

    def submit():
        return services.submit_report(report=report, version=report.version, by=report.author)

    chosen, sent = at_once(withhold, submit)
    report.refresh_from_db()
    assert isinstance(sent, Report) != isinstance(chosen, PartClass)
    assert (report.state == "in_clearance") == isinstance(sent, Report)
    refusal = chosen if isinstance(sent, Report) else sent
    assert isinstance(refusal, services.ReportError)


def a_template(name):
    content = name.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    return WordTemplate(name=name, content=content, sha256=sha256)


def putting(name, by):
    return lambda: services.put_word_template(template=a_template(name), by=by, at=AT)


def test_of_two_templates_put_into_use_at_once_one_replaces_the_other():
    make_council()
    by = make_user(Role.ADMINISTRATOR)
    answers = at_once(*(putting(f"{number}.docx", by) for number in range(4)))
    assert kinds(answers) == ["WordTemplate"] * 4
    assert WordTemplate.objects.count() == 4
    used = WordTemplate.objects.in_use().get()
    reasons = [row.history.latest("history_id").history_change_reason
               for row in WordTemplate.objects.filter(is_in_use=False)]  # fmt: skip
    assert all(reason.startswith("Replaced by ") for reason in reasons)
    assert f"Replaced by {used.name}." in reasons


def test_the_same_template_that_two_put_into_use_at_once_is_put_once():
    make_council()
    by = make_user(Role.ADMINISTRATOR)
    answers = at_once(*[putting("ours.docx", by)] * 4)
    refusals = [each.messages for each in answers if isinstance(each, ValidationError)]
    assert refusals == [["This template is in use already."]] * 3
    assert WordTemplate.objects.count() == 1


def test_a_template_that_is_taken_away_while_another_comes_leaves_the_other():
    make_council()
    by = make_user(Role.ADMINISTRATOR)
    old = putting("old.docx", by)()

    def take():
        return services.take_word_template_away(template=old, version=1, by=by)

    answers = at_once(take, putting("new.docx", by))
    assert kinds(answers) in (["Conflict", "WordTemplate"], ["WordTemplate"] * 2)
    assert WordTemplate.objects.in_use().get().name == "new.docx"
    assert WordTemplate.objects.get(pk=old.pk).version == 2


@pytest.mark.parametrize("number", range(5))
def test_a_paper_withdrawn_while_its_correction_is_published_is_told_apart(number):
    """Whoever withdraws means what was read then: the correction that came first is looked at."""
    report = make_publication().report
    correct(report)
    rendering = release(report, pdf=b"%PDF-1.7 second")
    clerk, version = make_user(Role.DEMOCRATIC_SERVICES), report.version

    def publish():
        seal = rendering.seal
        return services.publish_report(report=report, version=version, sha256_pdf=seal, by=clerk)

    def withdraw():
        named = {"version": version, "reason": "It named a child."}
        return services.withdraw_report(report=report, by=clerk, **named)

    published, withdrawn = at_once(publish, withdraw)
    versions = report.publications.order_by("version")
    assert type(published).__name__ == "Publication"
    if isinstance(withdrawn, Report):
        assert [each.is_withdrawn for each in versions] == [True, False]
    else:
        assert type(withdrawn).__name__ == "Conflict"
        assert [each.is_withdrawn for each in versions] == [False, False]
