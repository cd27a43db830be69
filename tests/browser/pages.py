"""Every page of the site by the name of its route, the person who opens it, and its title.

``None`` stands for nobody signed in. Titles are the words before the council's name.
"""

from typing import NamedTuple


class Page(NamedTuple):
    route: str
    person: str | None
    title: str
    query: str = ""


TYPICAL = [
    Page("actions:my-actions", "lead", "My actions"),
    Page("actions:plan-current", "officer", "Our promise to you"),
    Page("actions:plan-list", "officer", "All plans"),
    Page("actions:plan-detail", "officer", "Our promise to you as at {today}", "?as-at={iso}"),
    Page("actions:priority-detail", "officer", "Priority 1"),
    Page("actions:action-list", "officer", "Actions", "?words=home"),
    Page("actions:action-detail", "officer", "1.1"),
    Page("actions:action-history", "officer", "History of 1.1"),
    Page("actions:note-add", "officer", "Record progress: 1.1"),
    Page("actions:action-note-add", "officer", "Record progress: 1.1"),
    Page("actions:note-correct", "officer", "Correct a note: 1.1"),
    Page("actions:status-set", "officer", "Set the status: 1.1"),
    Page("actions:action-change", "officer", "Change the wording: 1.1"),
    Page("actions:strand-add", "officer", "Add a strand: 1.1"),
    Page("actions:strand-change", "officer", "Change the strand: 1.1"),
    Page("actions:hand-over", "officer", "Hand over the work of somebody who leaves"),
    Page(
        "actions:hand-over",
        "officer",
        "Hand over the work of somebody who leaves: Children's Social Care – Ada Rowe",
        "?leaver={lead}",
    ),
    Page("actions:import-add", "officer", "Bring in a plan"),
    Page("actions:import-review", "officer", "Check the plan"),
    Page("scorecard:scorecard", "officer", "Scorecard: Quarter 3 2019-20"),
    Page("scorecard:scorecard", "lead", "Scorecard: Quarter 3 2019-20", "?order=exceptions"),
    Page("scorecard:indicator-detail", "officer", "P4.2", "?limits=on"),
    Page("scorecard:indicator-detail", "lead", "P4.2"),
    Page(
        "scorecard:scorecard",
        "officer",
        "Scorecard: Quarter 3 2019-20 as at {today}",
        "?as-at={iso}",
    ),
    Page("scorecard:indicator-detail", "lead", "P4.2 as at {today}", "?as-at={iso}"),
    Page("scorecard:indicator-history", "officer", "History of P4.2"),
    Page("scorecard:indicator-history", "officer", "History of P4.2: other areas", "?areas=others"),
    Page("scorecard:figureimport-add", "analyst", "Bring in figures"),
    Page("scorecard:figureimport-review", "analyst", "Check the figures"),
    Page("scorecard:figureimport-columns", "analyst", "Choose the columns"),
    Page("scorecard:figureimport-dictionary", "analyst", "Choose the dictionary"),
    Page("homes:ofstedimport-add", "officer", "Bring in a file of Ofsted"),
    Page("homes:ofstedimport-review", "officer", "Check the file of Ofsted"),
    Page("reports:publication-list", "member", "Papers"),
    Page("reports:publication-detail", "member", "Update report, 8 March 2019"),
    Page("reports:report-list", "author", "Drafts"),
    Page("reports:report-add", "author", "Start a paper"),
    Page("reports:report-detail", "author", "Update report, 14 June 2019"),
    Page("reports:report-preview", "author", "Preview: Update report, 14 June 2019"),
    Page("reports:report-change", "author", "Title, numbers and signature"),
    Page("reports:report-arrange", "author", "Choose and order"),
    Page("reports:report-sections", "author", "Scorecard in the paper"),
    Page("reports:report-publish", "approver", "Publish Update report, 14 June 2019"),
    Page("reports:report-correct", "author", "Correct a published paper"),
    Page("reports:entry-change", "author", "Words on 1.1"),
    Page("reports:item-add", "author", "Add an item"),
    Page("reports:item-change", "author", "Change an item"),
    Page("reports:item-remove", "author", "Remove Visits"),
    Page("reports:meeting-add", "author", "Add a meeting"),
    Page("reports:meeting-change", "author", "Change the meeting"),
    Page(
        "scorecard:figures-enter",
        "analyst",
        "Enter figures: Quarter 3 2019-20",
        "?period=Quarter+3+2019-20",
    ),
    Page("scorecard:my-indicators", "analyst", "My indicators"),
    Page("scorecard:commentary-write", "analyst", "Commentary: P4.2, Quarter 3 2019-20"),
    Page("scorecard:rating-set", "analyst", "Rate by hand: P4.2, Quarter 3 2019-20"),
    Page("scorecard:target-add", "analyst", "Set a target: P4.2"),
    Page("scorecard:target-correct", "analyst", "Correct a target: P4.2"),
]
NOT_PAGES = {
    "actions:action-export": "a file",
    "scorecard:scorecard-export": "a file",
    "scorecard:indicator-export": "a file",
    "reports:publication-docx": "a file",
    "reports:publication-pdf": "a file",
    "reports:rendering-docx": "a file",
    "reports:rendering-pdf": "a file",
    "reports:entry-move": "sent from the draft",
    "reports:report-refresh": "sent from the draft",
    "reports:report-render": "sent from the draft",
}
# What a council sees on its first day.
NOTHING = [
    Page("actions:my-actions", "officer", "My actions"),
    Page("actions:plan-current", "officer", "There is no current plan"),
    Page("actions:plan-list", "officer", "All plans"),
    Page("actions:action-list", "officer", "There is no current plan"),
    Page("actions:hand-over", "officer", "Hand over the work of somebody who leaves"),
    Page("scorecard:scorecard", "officer", "Scorecard"),
    Page("reports:report-list", "author", "Drafts"),
    Page("reports:report-add", "author", "Start a paper"),
    Page("reports:publication-list", "member", "Papers"),
    Page("home", "nobody", "No role yet"),
    Page("scorecard:figures-enter", "analyst", "Enter figures"),
    Page("scorecard:my-indicators", "analyst", "My indicators"),
]
# A plan, an action and a draft in which nothing was written yet.
BARE = [
    Page("actions:my-actions", "lead", "My actions"),
    Page("actions:plan-detail", "officer", "Our promise to you"),
    Page("actions:priority-detail", "officer", "Priority 1"),
    Page("actions:action-list", "officer", "Actions", "?words=nowhere"),
    Page("actions:action-detail", "officer", "1.1"),
    Page("reports:report-detail", "author", "Update report, 14 June 2019"),
    Page("reports:report-preview", "author", "Preview: Update report, 14 June 2019"),
    Page("reports:report-arrange", "author", "Choose and order"),
    Page("reports:report-sections", "author", "Scorecard in the paper"),
    Page("reports:report-publish", "approver", "Publish Update report, 14 June 2019"),
]
WITHOUT_FORM = {
    "actions:my-actions",
    "actions:plan-current",
    "actions:plan-list",
    "actions:plan-detail",
    "actions:priority-detail",
    "actions:action-list",
    "actions:action-detail",
    "actions:action-history",
    "scorecard:scorecard",
    "scorecard:indicator-detail",
    "scorecard:indicator-history",
    "reports:publication-list",
    "reports:publication-detail",
    "reports:report-list",
    "reports:report-detail",
    "reports:report-preview",
    "scorecard:my-indicators",
}
WRONG_ADDRESSES = [
    Page("actions:plan-detail", "officer", "Error: Our promise to you", "?as-at=31.2.2020"),
    Page("actions:action-list", "officer", "Error: Actions", "?priority=abc"),
    Page("scorecard:scorecard", "officer", "Error: Scorecard", "?period=31.2.2020"),
    Page("scorecard:scorecard", "officer", "Error: Scorecard: Quarter 3", "?as-at=31.2.2020"),
    Page("scorecard:indicator-detail", "officer", "Error: P4.2", "?as-at=31.2.2020"),
    Page("actions:hand-over", "officer", "Error: Hand over the work", "?leaver=999"),
    Page("scorecard:figures-enter", "analyst", "Error: Enter figures", "?period=Quarter+3"),
]
SIGN_IN = [
    Page("account_login", None, "Sign in"),
    Page("account_reset_password", None, "Forgotten password"),
    Page("account_reset_password_done", None, "Check your e-mail"),
    Page("accessibility", None, "Accessibility statement"),
    Page("account_logout", "officer", "Sign out"),
    Page("account_change_password", "officer", "Change your password"),
    Page("account_reauthenticate", "officer", "Confirm that it is you"),
    Page("mfa_index", "officer", "Sign-in security"),
]
