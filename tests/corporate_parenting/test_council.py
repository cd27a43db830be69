"""What a council may be called and which colour it may have."""

import pytest
from django.core.exceptions import ValidationError

from corporate_parenting.colours import contrast_with_white
from corporate_parenting.models import Council
from corporate_parenting.roles import Role
from tests.factories import make_council, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("colour", "contrast"),
    [
        ("#ffffff", 1.0),
        ("#000000", 21.0),
        ("#777777", 4.48),
        ("#767676", 4.54),
        ("#ff0000", 4.0),
        ("#0000ff", 8.59),
        ("#1d5b79", 7.43),
    ],
)
def test_contrast_with_white_is_that_of_wcag(colour, contrast):
    assert round(contrast_with_white(colour), 2) == contrast


@pytest.mark.parametrize(
    "colour", ["#767676", "#ee0000", "#008a00", "#0000ff", "#5b2a86", "#000000"]
)
def test_a_colour_on_which_white_words_are_readable_may_be_the_councils(colour):
    assert make_council(brand_colour=colour).brand_colour == colour


@pytest.mark.parametrize(
    "colour", ["#777777", "#ef0000", "#008b00", "#ffffff", "#f0d000", "#00a3da"]
)
def test_a_colour_too_light_for_white_words_is_refused_with_what_to_do(colour):
    with pytest.raises(ValidationError) as refused:
        make_council(brand_colour=colour)
    assert refused.value.message_dict == {
        "brand_colour": [
            f"White words are hard to read on {colour}. "
            "Choose a darker colour, such as a darker shade of this one."
        ]
    }
    assert not Council.objects.exists()


def test_what_is_no_colour_is_asked_for_as_one():
    for words in ("blue", "#1d5b7", "#1d5b79\n", "", "#gggggg"):
        with pytest.raises(ValidationError) as refused:
            make_council(brand_colour=words)
        assert len(refused.value.message_dict["brand_colour"]) == 1


def test_the_colour_that_a_council_starts_with_passes():
    Council(pk=1, name="Fernmoor Council").full_clean()


def test_an_administrator_is_told_at_the_colours_box(client):
    client.force_login(make_user(Role.ADMINISTRATOR, is_staff=True))
    council = make_council()
    page = f"/admin/corporate_parenting/council/{council.pk}/change/"
    form = client.get(page).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields} | {"brand_colour": "#f0d000"}
    refused = client.post(page, sent)
    assert refused.status_code == 422
    assert list(refused.context["adminform"].form.errors) == ["brand_colour"]
