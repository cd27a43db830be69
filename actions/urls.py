"""Addresses of the action plan."""

app_name = "actions"
urlpatterns = []
