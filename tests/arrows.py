"""Which module may import which, and what may break a habit, each with its reason."""

import re

PROJECT = "corporate_parenting"
# Each app may import itself and these. An app that is missing here may not be in the project.
ARROWS = {
    PROJECT: set(),
    "actions": {PROJECT},
    "homes": {PROJECT, "actions"},
    "scorecard": {PROJECT, "actions"},
    "reports": {PROJECT, "actions", "homes", "scorecard"},
}
# A module imports lower levels of its own app. A name that is missing here is pure: level 0.
LEVELS = {
    "models": 1,
    "rules": 2,
    "queries": 3,
    "as_at": 4,
    "comparison": 4,
    "sections": 5,
    "assemble": 6,
    "attachments": 5,
    "rendering": 6,
    "checking": 6,
    "render_process": 7,
    "lead_lists": 7,
    "services": 7,
    "tasks": 7,
    "forms": 8,
    "filters": 8,
    "admin": 8,
    "views": 9,
    "management": 9,
    "templatetags": 9,
    "apps": 9,
    "urls": 10,
}
# The project package is what all apps stand on, so its modules have other names.
PROJECT_LEVELS = LEVELS | {
    "versions": 2, "roles": 2, "changes": 3, "settled": 3, "context": 3, "exports": 3, "widgets": 3,
    "system_checks": 1,
    "forms": 4, "boards": 4, "submissions": 5, "history_admin": 5,
    "hiding_admin": 6, "sign_in": 8, "middleware": 8,
    "settings": 9, "wsgi": 10,
}  # fmt: skip
OPEN_TO_OTHER_APPS = {"models", "queries", "as_at", "rules"}
CLOSED_IN_PROJECT = {"views", "urls", "settings", "wsgi", "management", "apps", "middleware"}
IMPURE = ("django.db", "django.conf", "django.http", "django.shortcuts", "django.contrib")
# What is slow to load, and loaded only when a PDF or an archive copy is made.
LAZY = {
    ("reports/rendering.py", "reports.pdf"),
    ("reports/rendering.py", "reports.attachments"),
}

# Writes that history does not see, and SQL by hand, each with the reason why it may stand.
UNTRACKED = {
    "bulk_create", "bulk_update", "abulk_create", "abulk_update", "aupdate", "adelete",
    "_raw_delete", "raw", "extra", "RawSQL", "execute", "executemany",
    "bulk_create_with_history", "bulk_update_with_history",  # these check no row
}  # fmt: skip
# Names of modules that are worked out when the program runs, and so show no arrow.
BY_NAME_ALLOWED = {
    "corporate_parenting/admin.py": "loads other libraries' admin pages, to take some away",
}
UNTRACKED_ALLOWED = {
    ("corporate_parenting/views.py", "execute"): "the health page asks the database for 1",
    ("corporate_parenting/settled.py", "execute"): "the newest records of many tables",
    ("reports/management/commands/tidy.py", "delete"): "rows without history that nobody wrote",
    ("scorecard/services/imports.py", "bulk_create_with_history"): "thousands of checked figures",
    ("scorecard/services/imports.py", "bulk_update_with_history"): "thousands of checked figures",
}
# Services that nobody signs, each with the reason.
NOBODYS_ACTS = {
    ("actions/services/plan_imports.py", "choose"): "only who uploaded a file chooses, once a row",
    ("reports/services/printing.py", "queue_again"): "what a dead worker left, by a living one",
    ("scorecard/services/figure_reviews.py", "choose_council"): "only who uploaded, as above",
    ("scorecard/services/figure_reviews.py", "give_reason"): "only who uploaded a file, as above",
    ("scorecard/services/figure_reviews.py", "keep_files"): "only who uploaded a file, as above",
}
# Words that switch off a guard, each with the number of times and the reason.
GUARDS = re.compile(
    r"\|\s*safe(?:seq)?\b|\bmark_safe\(|\bSafeString\(|csrf_exempt|autoescape off"
    r"|type: ignore|\bnosec\b|__html__"
)
GUARDS_ALLOWED = {
    "actions/filters.py": (1, "the word selected in a list of thousands of leads"),
    "reports/markup.py": (1, "escaped by its template; characters are only taken away"),
    "reports/rendering.py": (2, "own style sheet; what was escaped when published"),
    "reports/views/drafts.py": (1, "the paper's engine escaped every word"),
    "templates/account/email/password_reset_key_message.txt": (1, "a mail is plain text"),
    "reports/views/papers.py": (1, "a published paper: escaped before it was stored for ever"),
}
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
NOQA_WITH_REASON = re.compile(r": [A-Z]+\d+(, [A-Z]+\d+)*( +#| -|) +[(]?\w.{9,}")
CLOCKS = {"today", "now", "utcnow"}
DAY_OF_TODAY = {"localdate", "localtime"}
MAY_ASK_FOR_TODAY = {"views", "management", "tasks", "admin"}
MAX_MODULE, MAX_FUNCTION, MAX_VIEW = 400, 40, 25
