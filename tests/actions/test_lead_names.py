import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.lead_names import LeadReading, read_leads

THREE = [{"person": name} for name in ("Ana Bell", "Jo Ward", "Kim Staff")]


def read(line):
    return [
        {
            name: value
            for name in ("person", "agency", "role", "short_name")
            if (value := getattr(reading, name))
        }
        for reading in read_leads(line).readings
    ]


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("Ana Bell", [{"person": "Ana Bell"}]),
        ("Kim Staff", [{"person": "Kim Staff"}]),
        ("Ana Bell/Jo Ward/Kim Staff", THREE),
        ("Kim Staff / Jo Ward", [{"person": "Kim Staff"}, {"person": "Jo Ward"}]),
        ("Ana Bell; Jo Ward", [{"person": "Ana Bell"}, {"person": "Jo Ward"}]),
        ("Ana Bell, Jo Ward and Kim Staff", THREE),
        ("CAMHS – Ana Bell", [{"person": "Ana Bell", "agency": "CAMHS"}]),
        ("Social Care - Jo Ward", [{"person": "Jo Ward", "agency": "Social Care"}]),
        ("Jo Ward (CAMHS)", [{"person": "Jo Ward", "agency": "CAMHS"}]),
        ("Schools/educational settings", [{"agency": "Schools/educational settings"}]),
        ("Schools and educational settings", [{"agency": "Schools and educational settings"}]),
        ("Early Help/ Police", [{"agency": "Early Help"}, {"agency": "Police"}]),
        ("Lena Marsh- Hill", [{"person": "Lena Marsh-Hill"}]),
        ("Lena Marsh-Hill", [{"person": "Lena Marsh-Hill"}]),
        ("Siân O’Neil", [{"person": "Siân O’Neil"}]),
        ("Cllr Bell", [{"person": "Cllr Bell"}]),
        ("Virtual School (VS)", [{"agency": "Virtual School", "short_name": "VS"}]),
        ("VS", [{"agency": "VS"}]),
        ("Youth Direction", [{"agency": "Youth Direction"}]),
        ("Assistant Director, Safeguarding", [{"role": "Assistant Director, Safeguarding"}]),
        ("Jo Ward, Head of Service", [{"person": "Jo Ward", "role": "Head of Service"}]),
        ("Head of Service – Jo Ward", [{"person": "Jo Ward", "role": "Head of Service"}]),
        ("", []),
    ],
)
def test_a_line_is_read_as_people_agencies_and_roles(line, readings):
    assert read(line) == readings
    assert read_leads(line).doubt == ""


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Ana Bell Jo Ward", ["Ana Bell", "Jo Ward"]),
        ("Ana Bell Jo Ward Kim Staff", ["Ana Bell", "Jo Ward", "Kim Staff"]),
    ],
)
def test_people_parted_by_blanks_only_are_offered_and_not_split(line, people):
    read_line = read_leads(line)
    assert read_line.readings == (LeadReading(person=line, as_typed=line),)
    assert [reading.person for reading in read_line.offered] == people
    assert read_line.doubt == (
        f"“{line}” may name several leads: {', '.join(people)}. "
        "Put / between them, or enter each lead."
    )


@pytest.mark.parametrize(
    "line", ["CAMHS – Ana Bell Social Care – Jo Ward", "Ana Bell Jo Ward Virtual School"]
)
def test_people_and_bodies_in_one_run_are_kept_whole_with_a_doubt(line):
    read_line = read_leads(line)
    assert read_line.readings == (LeadReading(agency=line, as_typed=line),)
    assert read_line.problem == f"“{line}” may name several leads."


@pytest.mark.parametrize("line", ["TBC", "n/a", "To be confirmed", "-"])
def test_a_line_that_names_nobody_is_a_doubt(line):
    read_line = read_leads(line)
    assert read_line.readings == ()
    assert read_line.doubt == f"“{line}” names nobody. Enter who leads."


@given(line=st.text(alphabet="AaBbé Jo/–-,;()&.'’\t1", max_size=60) | st.text(max_size=60))
def test_no_line_fails_and_no_word_of_it_is_lost(line):
    read_line = read_leads(line)
    kept = " ".join(reading.as_typed for reading in read_line.readings) or read_line.problem
    lost = Counter(re.findall(r"\w+", line)) - Counter(re.findall(r"\w+", kept))
    assert set(lost) <= {"and"}
