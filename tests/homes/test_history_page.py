"""The history of a home: who changed what, when and why."""

from datetime import date

import pytest

from corporate_parenting.changes import describe
from corporate_parenting.roles import Role
from homes import services
from homes.queries import home_events
from tests.factories import make_council, make_user
from tests.home_factories import make_home, make_inspection, make_requirement, make_visit
from tests.homes.reading import page_of, signed_in, words

pytestmark = pytest.mark.django_db

BOTH = {"same": "{}", "removed": "-{}", "added": "+{}"}


def told(pk):
    """Each entry as (who, why, {subject: {label: words}}), the words with their fate before."""
    return [
        (
            entry.who,
            entry.why,
            {
                f"{change.subject}: {change.did}": {
                    field.label: " ".join(
                        BOTH[piece.kind].format(piece.text.strip()) for piece in field.pieces
                    )
                    for field in change.fields
                }
                for change in entry.changes
            },
        )
        for entry in map(describe, home_events(pk))
    ]


def test_the_history_tells_who_closed_a_requirement_with_what_and_why():
    ada = make_user(Role.OFFICER, first_name="Ada", last_name="Rowe")
    requirement = make_requirement()
    services.close_requirement(
        requirement=requirement,
        version=requirement.version,
        closed_on=date(2021, 6, 1),
        evidence="Ten files were read.",
        by=ada,
        on=date(2021, 6, 2),
    )
    who, _why, changes = told(requirement.inspection.home_id)[0]
    assert (who, changes) == (
        "Ada Rowe",
        {
            "Requirement, inspection of 9 March 2021: changed": {
                "Met on": "+1 June 2021",
                "Evidence": "+Ten files were read.",
            }
        },
    )


def test_all_that_happened_to_the_home_is_told_and_nothing_of_another():
    home = make_home(internal_name="Beck House")
    inspection = make_inspection(home)
    make_requirement(inspection)
    make_visit(home)
    make_requirement(make_inspection(make_home()))
    subjects = {subject for _who, _why, changes in told(home.pk) for subject in changes}
    assert subjects == {
        "The home: added",
        "Full inspection of 9 March 2021: added",
        "Overall, inspection of 9 March 2021: added",
        "Requirement, inspection of 9 March 2021: added",
        "Regulation 44 visit of 20 April 2021: added",
    }


def test_only_who_may_read_everything_reads_the_history():
    make_council()
    home = make_home(internal_name="Beck House")
    path = f"/homes/{home.pk}/history/"
    page = page_of(signed_in(Role.OFFICER), path)
    assert words(page.find(".//h1")) == "History of Beck House"
    for role in set(Role) - {Role.OFFICER}:
        assert signed_in(role).get(path).status_code == 403, role


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(count, django_assert_num_queries):
    make_council()
    home = make_home()
    for number in range(count):
        make_requirement(make_inspection(home, visited_from=date(2021, 3, 1 + number)))
    client = signed_in(Role.OFFICER)
    path = f"/homes/{home.pk}/history/"
    client.get(path)
    with django_assert_num_queries(12):
        page_of(client, path)
