"""Addresses of the action plan."""

from django.urls import path

from actions.views import actions, imports, leads, mine, plans, progress, status, strands

app_name = "actions"
urlpatterns = [
    path("plan/", plans.plan_current, name="plan-current"),
    path("plans/import/", imports.import_add, name="import-add"),
    path("plans/imports/<key:pk>/", imports.import_review, name="import-review"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<key:pk>/", plans.plan_detail, name="plan-detail"),
    path("priorities/<key:pk>/", plans.priority_detail, name="priority-detail"),
    path("my-actions/", mine.my_actions, name="my-actions"),
    path("actions/", actions.action_list, name="action-list"),
    path("actions/export/<str:kind>/", actions.action_export, name="action-export"),
    path("actions/<key:pk>/", actions.action_detail, name="action-detail"),
    path("actions/<key:pk>/history/", actions.action_history, name="action-history"),
    path("strands/<key:strand_pk>/notes/add/", progress.note_add, name="note-add"),
    path("actions/<key:pk>/notes/add/", progress.action_note_add, name="action-note-add"),
    path("notes/<key:pk>/correct/", progress.note_correct, name="note-correct"),
    path("actions/<key:pk>/status/", status.status_set, name="status-set"),
    path("actions/<key:pk>/change/", status.action_change, name="action-change"),
    path("actions/<key:action_pk>/strands/add/", strands.strand_add, name="strand-add"),
    path("strands/<key:pk>/change/", strands.strand_change, name="strand-change"),
    path("leads/hand-over/", leads.hand_over, name="hand-over"),
]
