"""Fixtures of the plan's tests."""

import pytest

from corporate_parenting.roles import Role
from tests.factories import make_council, make_user


@pytest.fixture
def officer(client):
    """A browser in which an officer of a council is signed in."""
    make_council()
    client.force_login(make_user(Role.OFFICER))
    return client
