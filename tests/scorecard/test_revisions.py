"""What the change of a figure brings with it."""

from types import SimpleNamespace

import pytest

from scorecard.revisions import UnexplainedError, changes_to


def kept(**columns):
    return SimpleNamespace(
        **{"value": 92, "as_at": None, "finality": "final", "rating": ""} | columns
    )


@pytest.mark.parametrize("finality", ["final", "revised"])
@pytest.mark.parametrize("said", [{"value": 93}, {"as_at": "2019-12-31"}])
def test_a_final_figure_changes_only_with_a_reason_and_is_revised(finality, said):
    with pytest.raises(UnexplainedError):
        changes_to(kept(finality=finality), said, "")
    assert changes_to(kept(finality=finality), said, "Late.") == said | {
        "finality": "revised",
        "revised_because": "Late.",
    }


def test_what_says_the_same_changes_nothing():
    assert changes_to(kept(rating="red"), {"value": 92, "finality": "final"}, "") == {}


@pytest.mark.parametrize(
    ("said", "gone"),
    [({"value": 93}, {"rating": "", "rating_reason": ""}), ({"as_at": "2019-12-31"}, {})],
)
def test_a_rating_by_hand_goes_with_its_figure(said, gone):
    assert changes_to(kept(finality="provisional", rating="red"), said, "") == said | gone
