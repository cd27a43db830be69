"""Who may do what with papers."""

from reports.models import Report


def can_read_papers(user) -> bool:
    return user.has_perm("reports.view_publication")


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


def can_publish(user, report: Report) -> bool:
    """An approver, but never the author. Who else wrote in it is asked when it is published."""
    return (
        can_see_drafts(user)
        and user.has_perm("reports.publish_report")
        and report.author_id != user.pk
    )


def can_get_bytes(user) -> bool:
    """Those who write a paper and those who approve it read it before it is published."""
    return can_write_report(user) or (
        can_see_drafts(user) and user.has_perm("reports.publish_report")
    )
