import pytest
from django.core.exceptions import ImproperlyConfigured

from corporate_parenting.environment import (
    env_bool,
    env_int,
    env_list,
    env_origin,
    env_secret,
)

NAME = "FERNMOOR_TEST"


@pytest.fixture
def given(monkeypatch):
    """Set the variable under test, or unset it with None."""

    def set_value(value):
        if value is None:
            monkeypatch.delenv(NAME, raising=False)
        else:
            monkeypatch.setenv(NAME, value)

    return set_value


@pytest.mark.parametrize("word", ["1", "true", "Yes", " ON "])
def test_yes_words_are_true(given, word):
    given(word)
    assert env_bool(NAME, False) is True


@pytest.mark.parametrize("word", ["0", "False", "no", "off\n"])
def test_no_words_are_false(given, word):
    given(word)
    assert env_bool(NAME, True) is False


@pytest.mark.parametrize("default", [True, False])
def test_unset_yes_or_no_is_the_default(given, default):
    given(None)
    assert env_bool(NAME, default) is default


@pytest.mark.parametrize("word", ["", "maybe", "2", "tru"])
def test_other_words_are_refused_and_named(given, word):
    given(word)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}={word!r}"):
        env_bool(NAME, True)


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("30", 30), (" 8100 ", 8100), (None, 7)])
def test_whole_numbers_are_read(given, value, number):
    given(value)
    assert env_int(NAME, 7) == number


@pytest.mark.parametrize("value", ["", "-1", "1.5", "ten", "1e3", "²"])
def test_what_is_no_whole_number_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match="not a whole number"):
        env_int(NAME, 7)


def test_list_is_split_at_commas_and_trimmed(given):
    given("fernmoor.example, www.fernmoor.example")
    assert env_list(NAME, []) == ["fernmoor.example", "www.fernmoor.example"]


def test_unset_list_is_the_default(given):
    given(None)
    assert env_list(NAME, ["localhost"]) == ["localhost"]


@pytest.mark.parametrize("value", ["", "a,,b", "a,", ","])
def test_list_with_an_empty_entry_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match="empty entry"):
        env_list(NAME, ["localhost"])


def test_secret_of_32_characters_is_taken(given):
    given("s" * 32)
    assert env_secret(NAME, development="for development") == "s" * 32


@pytest.mark.parametrize("value", [None, ""])
def test_missing_secret_is_made_up_in_development_only(given, value):
    given(value)
    assert env_secret(NAME, development="for development") == "for development"
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env_secret(NAME, development=None)


@pytest.mark.parametrize("development", [None, "for development"])
def test_short_secret_is_refused_and_not_shown(given, development):
    given("s" * 31)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env_secret(NAME, development=development)
    assert "sss" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "origins"),
    [
        (None, []),
        (" ", []),
        ("https://login.fernmoor.example/tenant/v2.0", ["https://login.fernmoor.example"]),
        ("http://127.0.0.1:8090/", ["http://127.0.0.1:8090"]),
    ],
)
def test_the_origin_of_an_address_is_read(given, value, origins):
    given(value)
    assert env_origin(NAME) == origins


@pytest.mark.parametrize("value", ["login.fernmoor.example", "ftp://fernmoor.example", "https://"])
def test_what_is_no_address_is_refused(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match="not an address"):
        env_origin(NAME)
