"""Addresses of the homes."""

app_name = "homes"
urlpatterns = []
