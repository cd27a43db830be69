"""Writes: one function for one thing that a person does with homes."""

from homes.services.authority import correct_authority_inspection, record_authority_inspection
from homes.services.events import (
    correct_notice,
    correct_visit,
    end_notice,
    record_notice,
    record_visit,
)
from homes.services.homes import add_home, change_home, close_home, transfer_home
from homes.services.inspections import (
    correct_inspection,
    publish_inspection,
    read_grades,
    record_inspection,
    usual_scale,
)
from homes.services.requirements import (
    GONE,
    NOT_CURRENT,
    add_requirement,
    close_requirement,
    correct_requirement,
    link_action,
    reopen_requirement,
    unlink_action,
)
from homes.services.saving import VOIDED
from homes.services.voiding import void_inspection

__all__ = [
    "GONE",
    "NOT_CURRENT",
    "VOIDED",
    "add_home",
    "add_requirement",
    "change_home",
    "close_home",
    "close_requirement",
    "correct_authority_inspection",
    "correct_inspection",
    "correct_notice",
    "correct_requirement",
    "correct_visit",
    "end_notice",
    "link_action",
    "publish_inspection",
    "read_grades",
    "record_authority_inspection",
    "record_inspection",
    "record_notice",
    "record_visit",
    "reopen_requirement",
    "transfer_home",
    "unlink_action",
    "usual_scale",
    "void_inspection",
]
