"""Addresses of the action plan."""

from django.urls import path

from actions.views import leads, progress, status, strands

app_name = "actions"
urlpatterns = [
    path("strands/<int:strand_pk>/notes/add/", progress.note_add, name="note-add"),
    path("actions/<int:pk>/notes/add/", progress.action_note_add, name="action-note-add"),
    path("notes/<int:pk>/correct/", progress.note_correct, name="note-correct"),
    path("actions/<int:pk>/status/", status.status_set, name="status-set"),
    path("actions/<int:pk>/change/", status.action_change, name="action-change"),
    path("strands/<int:pk>/change/", strands.strand_change, name="strand-change"),
    path("leads/hand-over/", leads.hand_over, name="hand-over"),
]
