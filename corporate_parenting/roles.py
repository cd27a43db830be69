"""Who may do what: each role is a group of permissions, named here and nowhere else.

``manage.py sync_roles`` writes this table into the database. Rules ask for permissions, never for
the name of a role.
"""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet, TextChoices


class Role(TextChoices):
    LEAD = "lead", "Lead"
    OFFICER = "officer", "Officer"
    ANALYST = "analyst", "Analyst"
    AUTHOR = "author", "Author"
    APPROVER = "approver", "Approver"
    DEMOCRATIC_SERVICES = "democratic_services", "Democratic services"
    MEMBER = "member", "Member"
    ADMINISTRATOR = "administrator", "Administrator"


def _all_of(app: str, *models: str) -> set[str]:
    """View, add and change (never delete) on each model, with its history to look at."""
    return {f"{app}.{verb}_{model}" for model in models for verb in ("view", "add", "change")} | {
        f"{app}.view_historical{model}" for model in models
    }


READ_PAPERS = {"reports.view_publication"}
READ_EXEMPT = {"reports.view_members_edition"}
READ_CONFIDENTIAL = {"reports.view_officers_edition"}
READ_HOMES = {"homes.view_home"}
READ_PLAN = READ_PAPERS | READ_HOMES | {"actions.view_plan", "scorecard.view_indicator"}
# What the public edition of homes leaves out.
SEE_ALL_OF_HOMES = {
    "homes.view_home_names",
    "homes.view_exempt_wording",
    "homes.view_embargoed",
}

# What papers tell of a board's own work, and of what people said.
KEEP_BOARDS_WORK = {
    f"reports.{verb}_{model}"
    for model in ("quotation", "regularreport")
    for verb in ("view", "add", "change")
}

PERMISSIONS = {
    Role.LEAD: READ_PLAN,
    Role.OFFICER: READ_PLAN
    | READ_CONFIDENTIAL
    | SEE_ALL_OF_HOMES
    | {
        "homes.record_inspection",
        "homes.import_homes",
        "homes.add_home",
        "homes.change_home",
        "scorecard.view_small_numbers",
        "actions.record_any_progress",
        "actions.set_status",
        "actions.change_strand",
        "actions.change_action",
        "actions.import_plan",
        "actions.hand_over_strands",
    },
    Role.ANALYST: READ_PLAN
    | {
        "scorecard.view_small_numbers",
        "scorecard.enter_figures",
        "scorecard.import_figures",
        # To choose them for an indicator in the admin.
        "actions.view_lead",
        "actions.view_priority",
    }
    | _all_of("scorecard", "area", "indicator", "target", "figuremapping"),
    Role.AUTHOR: READ_PLAN
    | KEEP_BOARDS_WORK
    | READ_EXEMPT
    | READ_CONFIDENTIAL
    | {
        "reports.view_report",
        "reports.add_report",
        "reports.change_report",
        "reports.add_meeting",
        "reports.change_meeting",
    },
    Role.APPROVER: READ_PLAN
    | READ_EXEMPT
    | READ_CONFIDENTIAL
    | {"reports.view_report", "reports.publish_report"},
    Role.DEMOCRATIC_SERVICES: READ_PAPERS
    | READ_EXEMPT
    | READ_CONFIDENTIAL
    | READ_HOMES
    | KEEP_BOARDS_WORK
    | {
        "reports.view_report",
        "reports.release_report",
        "reports.add_meeting",
        "reports.change_meeting",
    },
    Role.MEMBER: READ_PAPERS | READ_EXEMPT | READ_HOMES,
    Role.ADMINISTRATOR: READ_PLAN
    | {"actions.hand_over_strands", "actions.import_plan", "actions.export_lead"}
    | _all_of("actions", "plan", "priority", "action", "agency", "lead")
    | _all_of("scorecard", "area", "indicator", "target", "figuremapping")
    | {"homes.view_home_names"}
    | _all_of("homes", "gradingscale", "grade", "judgementarea", "home")
    | _all_of("reports", "paperkind", "kindpart", "wordtemplate")
    | _all_of("corporate_parenting", "council", "user", "acronym", "languageword"),
}


class RoleBackend(AuthenticationBackend):
    """Permissions come from roles alone, in one query; nobody has any of their own."""

    def _get_user_permissions(self, user_obj: object) -> QuerySet[Permission]:
        return Permission.objects.none()

    def get_user_permissions(self, user_obj: object, obj: object = None) -> set[str]:
        """None: to build the question takes a twentieth of a page’s time."""
        return set()
