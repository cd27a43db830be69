"""Kinds of paper: a council's own form is made from one that is there."""

from django.db import transaction
from django.utils.text import slugify

from corporate_parenting.models import User
from corporate_parenting.versions import sign, wait_for_others
from reports.models import KindPart, PaperKind

_CODE_LENGTH = PaperKind._meta.get_field("code").max_length
_PART_CODE_LENGTH = KindPart._meta.get_field("code").max_length
_NAME_LENGTH = PaperKind._meta.get_field("name").max_length
_NOT_COPIED = ("id", "kind", "version")


@transaction.atomic
def copy_kind(*, kind: PaperKind, by: User) -> PaperKind:
    """A new kind with the parts of ``kind``, not offered for papers until somebody says so."""
    wait_for_others()
    codes = set(PaperKind.objects.values_list("code", flat=True))
    copy = PaperKind(is_in_use=False, **_columns(kind, "id", "version", "is_in_use"))
    copy.code = free_code(f"{kind.code}-copy", codes, _CODE_LENGTH)
    copy.name = f"Copy of {kind.name}"[:_NAME_LENGTH]
    _add(copy, by, kind)
    for part in kind.parts.filter(is_in_use=True).order_by("order", "pk"):
        _add(KindPart(kind=copy, **_columns(part, *_NOT_COPIED)), by, kind)
    return copy


def code_of_part(part: KindPart, taken: set[str]) -> str:
    """What ties the words of papers to a new part: made from its name, and free in its kind."""
    words = slugify(part.name or part.heading).replace("-", "_") or part.section
    return free_code(words, taken, _PART_CODE_LENGTH)


def free_code(wanted: str, taken: set[str], length: int) -> str:
    """``wanted``, or else with the first number behind it that makes it free."""
    code, number = wanted[:length], 2
    while code in taken:
        end = f"-{number}"
        code, number = f"{wanted[: length - len(end)]}{end}", number + 1
    return code


def _columns(row: PaperKind | KindPart, *left_out: str) -> dict[str, object]:
    names = [field.name for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in left_out}


def _add(row: PaperKind | KindPart, by: User, copied: PaperKind) -> None:
    row.full_clean()
    sign(row, by=by, reason=f"Copied from {copied.name}.")
    row.save()
