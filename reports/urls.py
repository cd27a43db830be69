"""Addresses of the papers."""

app_name = "reports"
urlpatterns = []
