"""Who may do what with papers."""

from reports.kinds import Edition
from reports.models import Report


def can_read_papers(user) -> bool:
    return user.has_perm("reports.view_publication")


def editions_for(user) -> list[Edition]:
    """Those that this person may read, the fullest last; each shows what the one before does."""
    editions = list(Edition)
    if user.has_perm("reports.view_officers_edition"):
        return editions
    return editions[:2] if user.has_perm("reports.view_members_edition") else editions[:1]


def can_see_drafts(user) -> bool:
    """Whoever may not is not told that there are any."""
    return user.has_perm("reports.view_report")


def can_start_report(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.add_report")


def can_write_report(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.change_report")


def can_add_meeting(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.add_meeting")


def can_change_meeting(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.change_meeting")


def can_keep_quotations(user) -> bool:
    """To read what was said before it may be public, to add to it and to change it."""
    return can_see_drafts(user) and user.has_perm("reports.change_quotation")


def can_keep_regular_reports(user) -> bool:
    """The reports that a board considers, with the meetings that took them."""
    return can_see_drafts(user) and user.has_perm("reports.change_regularreport")


def can_clear(user, report: Report) -> bool:
    """An approver, but never the author. Who else wrote in it is asked when it is cleared."""
    return _approves(user) and report.author_id != user.pk


def can_return(user, report: Report) -> bool:
    """An approver at any time; democratic services what was cleared already."""
    was_cleared = report.state in (Report.State.CLEARED, Report.State.RELEASED)
    return _approves(user) or (was_cleared and _releases(user))


def can_publish(user, report: Report) -> bool:
    """To release a cleared paper, and to publish it: never the author."""
    return (_approves(user) or _releases(user)) and report.author_id != user.pk


def can_withdraw(user) -> bool:
    return _approves(user) or _releases(user)


def can_comment(user) -> bool:
    """On a paper in clearance, paragraph by paragraph."""
    return _approves(user) or _releases(user)


def can_get_bytes(user, report: Report) -> bool:
    """Those who write a paper and those who approve it; who releases it, once it is handed on."""
    return (
        can_write_report(user)
        or _approves(user)
        or (_releases(user) and (report.is_in_hands or report.is_told))
    )


def can_get_archive_copy(user) -> bool:
    """Those who look after published papers: who writes, approves or releases them."""
    return can_write_report(user) or _approves(user) or _releases(user)


def _approves(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.publish_report")


def _releases(user) -> bool:
    return can_see_drafts(user) and user.has_perm("reports.release_report")
