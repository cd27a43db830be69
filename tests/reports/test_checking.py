"""The checks of a draft as it stands in the database, and the answers to them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from corporate_parenting.models import Acronym, LanguageWord
from corporate_parenting.roles import Role
from corporate_parenting.versions import Conflict
from homes.labels import LabelKind
from reports import services
from reports.checking import checked, findings, open_findings
from reports.checks import Check
from reports.kinds import Edition
from reports.models import CheckAnswer, Report
from reports.queries.checks import COMMENTARY, ENTRY, ITEM, REPORT, Typed
from reports.services import ReportError
from scorecard.models import Commentary
from scorecard.periods import parse
from tests.factories import (
    make_acronym,
    make_action,
    make_area,
    make_commentary,
    make_council,
    make_entry,
    make_exempt_passage,
    make_indicator,
    make_language_word,
    make_measurement,
    make_note,
    make_passage,
    make_report,
    make_section,
    make_target,
    make_user,
)
from tests.home_factories import make_home
from tests.reports.publishing import publish

pytestmark = pytest.mark.django_db

Q3 = parse("Quarter 3 2018-19")
NOON = datetime(2019, 6, 1, 12, tzinfo=UTC)


def words(report, check):
    return [each.words for each in findings(report) if each.check == check]


def answer(report, key, by, answer="It is right.", version=0):
    given = {"key": key, "answer": answer, "version": version}
    return services.answer_finding(report=report, by=by, at=NOON, **given)


def odd_report():
    """A draft with one finding, and that finding."""
    report = make_report()
    make_passage(report, text="It was seen on 31 June 2019.")
    (finding,) = findings(report)
    return report, finding


def test_a_draft_without_oddities_has_no_findings():
    report = make_report()
    make_passage(report, text="Two homes were seen by all.")
    assert (findings(report), open_findings(report)) == ((), ())


def test_the_number_in_words_is_compared_with_the_recorded_one():
    make_council()
    report = make_report(children_count=536, children_as_at=date(2019, 5, 31))
    make_passage(report, text="There were 537 children in our care on 31 May 2019.")
    assert words(report, Check.FIGURES) == [
        "It says 537; the number recorded for this paper is 536, as at 31 May 2019."
    ]


def test_the_papers_own_number_is_compared_with_the_scorecards():
    make_council()
    indicator = make_indicator(code="P1", name="Children in our care", unit="number", decimals=0)
    make_measurement(indicator, make_area(), Q3, 536, as_at=date(2019, 5, 31))
    report = make_report(children_count=537, children_as_at=date(2019, 5, 31))
    assert words(report, Check.FIGURES) == [
        "It says 537; the number in the scorecard (P1) is 536, as at 31 May 2019."
    ]


def test_percentages_and_missing_commentary_are_compared_with_the_scorecard():
    make_council()
    indicator = make_indicator(code="P4.2", name="Initial health assessments on time")
    make_measurement(indicator, make_area(), Q3, 72)
    make_target(indicator, value=95, starts_on=date(2018, 4, 1))
    report = make_report()
    make_section(report, "exceptions", Q3)
    make_passage(report, text="P4.2 was 73%, and the target 95%.")
    assert words(report, Check.FIGURES) == [
        "It says 73% of P4.2 Initial health assessments on time; the scorecard has 72%, "
        "Quarter 3 2018-19."
    ]
    (missing,) = (each for each in findings(report) if each.check == Check.COMMENTARY)
    assert missing.place.startswith("heading: Initial health assessments")
    make_commentary(indicator, Q3, text="The clinic was closed.")
    assert words(report, Check.COMMENTARY) == []
    assert Commentary.objects.count() == 1


def test_words_of_the_last_boards_paper_are_found_where_they_were_typed():
    report = make_report()
    make_passage(report, text="All of our homes have a team.")
    before = make_report(plan=report.plan, held_on=date(2019, 3, 8), author=report.author)
    make_passage(before, text="All of our homes have a team.")
    publication = publish(before)
    assert words(report, Check.UNCHANGED) == ["The board read the same words on 8 March 2019."]
    assert publication.meeting_on == date(2019, 3, 8)


def test_names_of_private_homes_are_found_and_others_not():
    make_home(internal_name="Larkfield", label_kind=LabelKind.NONE, alias="")
    make_home(internal_name="Ash House", label_kind=LabelKind.NAME, alias="")
    report = make_report()
    make_passage(report, text="Those of Larkfield and of Ash House came.")
    assert words(report, Check.PRIVATE) == [
        "It says “Larkfield”, which gives a home away that is kept private."
    ]


def test_the_title_which_every_list_and_file_name_tells_names_no_private_home():
    make_home(internal_name="Larkfield", label_kind=LabelKind.NONE, alias="")
    report = make_report(title="Closing Larkfield")
    make_passage(report)
    (told,) = [each for each in findings(report) if each.check == Check.PRIVATE]
    assert "“Larkfield”" in told.words
    assert "Title" in told.place


def test_the_councils_lists_and_limits_count():
    make_council(stale_weeks=2, hide_up_to=2)
    make_acronym(letters="IRO")
    make_language_word(word="placement", better="home")
    report = make_report()
    make_passage(report, text="As at 27 May 2019 3 children had an IRO, a PEP and a placement.")
    assert [(each.check, each.words.split(" ")[0]) for each in findings(report)] == [
        (Check.AGE, "What"),
        (Check.ACRONYMS, "“PEP”"),
        (Check.LANGUAGE, "“placement”"),
    ]


@pytest.mark.parametrize("change", ["acronym", "word", "item", "publication"])
def test_what_changes_is_seen_at_once(change):
    report, finding = odd_report()
    item = report.passages.get()
    if change == "acronym":
        item.text = "It was seen by the IRO."
        item.save()
        assert len(findings(report)) == 1
        make_acronym(letters="IRO")
        assert findings(report) == ()
    elif change == "word":
        make_language_word(word="seen")
        assert len(findings(report)) == 2
    elif change == "item":
        item.text = "It was seen on 30 June 2019 and found good."
        item.save()
        assert findings(report) == ()
    else:
        before = make_report(plan=report.plan, held_on=date(2019, 3, 8), author=report.author)
        make_passage(before, text=item.text)
        publish(before)
        assert [each.check for each in findings(report)] == [finding.check, Check.UNCHANGED]


def test_each_paragraph_knows_where_its_words_are_kept():
    make_council()
    action = make_action()
    report = make_report(plan=action.priority.plan, recommendation="The board is asked.")
    entry = make_entry(report, make_note(action, text="It was done."))
    item = make_passage(report, text="- One\n- Two")
    indicator = make_indicator()
    make_measurement(indicator, make_area(), Q3, 72)
    make_commentary(indicator, Q3, text="The clinic was closed.")
    assert checked(report).typed == {
        "It was done.": Typed(ENTRY, entry.pk),
        "Visits": Typed(ITEM, item.pk),
        "One": Typed(ITEM, item.pk),
        "Two": Typed(ITEM, item.pk),
        "The board is asked.": Typed(REPORT, report.pk),
        "The clinic was closed.": Typed(COMMENTARY, indicator.pk),
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_facts_take_a_fixed_number_of_queries(rows, django_assert_num_queries):
    make_council()
    action, area = make_action(), make_area()
    report = make_report(plan=action.priority.plan)
    for order in range(1, rows + 1):
        make_entry(report, make_note(action), order=order)
        make_passage(report, text=f"31 June 201{order}.", order=order)
        make_measurement(make_indicator(code=f"P{order}"), area, Q3, 72)
        make_home(internal_name=f"Home of {order}")
        make_acronym(letters=f"AB{order}")
    with django_assert_num_queries(30):
        assert len(findings(report)) >= rows
    with django_assert_num_queries(1):
        findings(report)


def test_an_answer_closes_a_finding_until_its_paragraph_changes(no_history_gaps):
    report, finding = odd_report()
    by = make_user(Role.AUTHOR)
    row = answer(report, finding.key, by)
    assert (row.check_name, row.place, row.words) == (
        Check.DATES, finding.place, finding.words,
    )  # fmt: skip
    assert (row.answer, row.by, row.at, row.version) == ("It is right.", by, NOON, 1)
    assert open_findings(report) == ()
    assert row.history.get().history_user == by
    item = report.passages.get()
    services.change_passage(
        passage=item, version=item.version, by=by, text="On 31 June 2019 it was."
    )
    assert len(open_findings(report)) == 1


def test_another_answer_is_given_over_the_one_that_was_seen():
    report, finding = odd_report()
    by = make_user(Role.AUTHOR)
    answer(report, finding.key, by)
    again = answer(report, finding.key, by, "So it was written.", version=1)
    assert (again.answer, again.version) == ("So it was written.", 2)
    assert [each.answer for each in again.history.all()] == ["So it was written.", "It is right."]


@pytest.mark.parametrize("version", [0, 2])
def test_an_answer_over_one_that_was_not_seen_is_a_conflict(version):
    report, finding = odd_report()
    by = make_user(Role.AUTHOR)
    answer(report, finding.key, by)
    with pytest.raises(Conflict):
        answer(report, finding.key, by, "Other.", version=version)
    assert CheckAnswer.objects.get().answer == "It is right."


def test_what_is_not_found_is_not_answered():
    report, finding = odd_report()
    by = make_user(Role.AUTHOR)
    with pytest.raises(ReportError, match="not found any more"):
        answer(report, "0" * 64, by)
    with pytest.raises(ReportError, match="not found any more"):
        answer(report, finding.key, by, version=1)
    with pytest.raises(ValidationError):
        answer(report, finding.key, by, "")
    assert not CheckAnswer.objects.exists()


def test_a_paper_that_is_not_open_takes_no_answer():
    report, finding = odd_report()
    report.state = Report.State.PUBLISHED
    report.save()
    with pytest.raises(ReportError, match="The paper is published"):
        answer(report, finding.key, make_user(Role.AUTHOR))


def test_a_finding_has_one_answer_with_words():
    report, finding = odd_report()
    row = answer(report, finding.key, make_user(Role.AUTHOR))
    row.pk, row.history_id = None, None
    with pytest.raises(ValidationError, match="answered this already"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckAnswer.objects.update(answer="")


@pytest.mark.parametrize(
    ("model", "first", "second"),
    [
        (Acronym, {"letters": "PEP", "words": "Plan"}, {"letters": "pep", "words": "Other"}),
        (LanguageWord, {"word": "Placement"}, {"word": "placement"}),
    ],
)
def test_the_councils_lists_have_each_word_once(model, first, second):
    model.objects.create(**first)
    with pytest.raises(ValidationError, match="on the list already"):
        model(**second).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**second)
    for name in first:
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**{**first, name: ""})


def test_each_edition_is_read_and_a_finding_of_one_names_it():
    report = make_report()
    make_passage(report, text="It was seen on 31 June 2019.")
    make_exempt_passage(report, text="It was sold on 31 April 2019.", order=2)
    make_passage(
        report, text="She came on 31 September 2018.", order=3,
        publicity="confidential", withheld_because="It is private.",
    )  # fmt: skip
    found = {each.text: each.editions for each in findings(report)}
    assert found == {
        "It was seen on 31 June 2019.": "",
        "It was sold on 31 April 2019.": "Members’ and Officers’ editions only",
        "She came on 31 September 2018.": "Officers’ edition only",
    }
    public = checked(report, editions=[Edition.PUBLIC]).findings
    assert [each.text for each in public] == ["It was seen on 31 June 2019."]


def test_words_below_a_heading_that_one_edition_withholds_are_asked_about_once():
    report = make_report()
    make_exempt_passage(report, heading="Ash House", text="It is sold.", order=1)
    make_passage(report, heading="", text="It was seen on 31 June 2019.", order=2)
    (found,) = findings(report)
    assert (found.text, found.editions) == ("It was seen on 31 June 2019.", "")
    answer(report, found.key, report.author)
    assert open_findings(report) == ()


def test_exempt_words_may_name_a_home_and_are_asked_about_when_repeated():
    home = make_home(alias="Willow")
    report = make_report()
    make_exempt_passage(report, text=f"{home.internal_name} is sold to two children after all.")
    assert findings(report) == ()
    named = make_passage(report, text=f"{home.internal_name} is open.", order=2)
    assert [(each.check, each.editions) for each in findings(report)] == [(Check.PRIVATE, "")]
    named.text = "It is open."
    named.save()
    publish(report)
    later = make_report(plan=report.plan, held_on=date(2019, 9, 13))
    make_exempt_passage(later, text=f"{home.internal_name} is sold to two children after all.")
    (found,) = findings(later)
    assert (found.check, found.editions) == (Check.UNCHANGED, "Members’ edition only")
