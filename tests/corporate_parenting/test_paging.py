"""Lists in pages, the very long ones not to their end."""

import pytest

from corporate_parenting import paging
from corporate_parenting.models import User
from corporate_parenting.paging import LongListPaginator
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rows", "count", "pages", "has_more"), [(0, 0, 1, False), (4, 4, 2, False), (5, 4, 2, True)]
)
def test_only_so_many_rows_are_counted_and_listed(monkeypatch, rows, count, pages, has_more):
    monkeypatch.setattr(paging, "MOST_LISTED", 4)
    people = [make_user() for _ in range(rows)]
    paginator = LongListPaginator(User.objects.order_by("pk"), 3)
    assert (paginator.count, paginator.num_pages) == (count, pages)
    assert paginator.has_more is has_more
    keys = [person.pk for person in people[:count]]
    assert list(paginator.page(pages)) == keys[3 * (pages - 1) :]


def test_a_long_list_is_counted_in_one_query(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(paging, "MOST_LISTED", 4)
    for _ in range(5):
        make_user()
    with django_assert_num_queries(1):
        paginator = LongListPaginator(User.objects.order_by("pk"), 3)
        assert (paginator.count, paginator.num_pages, paginator.has_more) == (4, 2, True)
