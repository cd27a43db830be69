"""The administrators' page of what was published: to look at, never to change."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from reports.models import Publication, PublicationQuerySet


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    list_display = ["title", "body", "meeting_on", "version", "published_at", "approver_name"]
    list_filter = ["body", "kind"]
    search_fields = ["title", "body"]
    date_hierarchy = "meeting_on"
    ordering = ["-meeting_on", "-published_at", "-pk"]
    actions = None
    show_full_result_count = False
    fields = [
        "title",
        "body",
        "meeting_on",
        "version",
        "reason",
        "author_name",
        "approver_name",
        "publisher_name",
        "published_at",
        "sha256_document",
        "sha256_html",
        "sha256_pdf",
    ]

    def get_queryset(self, request: HttpRequest) -> PublicationQuerySet:
        return super().get_queryset(request).without_bytes()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
