"""Addresses of the papers."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.publication_list, name="publication-list"),
    path("<int:pk>/", views.publication_detail, name="publication-detail"),
    path("<int:pk>/paper.pdf", views.publication_pdf, name="publication-pdf"),
    path("meetings/add/", views.meeting_add, name="meeting-add"),
    path("meetings/<int:pk>/change/", views.meeting_change, name="meeting-change"),
    path("drafts/", views.report_list, name="report-list"),
    path("drafts/add/", views.report_add, name="report-add"),
    path("drafts/<int:pk>/", views.report_detail, name="report-detail"),
    path("drafts/<int:pk>/preview/", views.report_preview, name="report-preview"),
    path("drafts/<int:pk>/change/", views.report_change, name="report-change"),
    path("drafts/<int:pk>/arrange/", views.report_arrange, name="report-arrange"),
    path("drafts/<int:pk>/refresh/", views.report_refresh, name="report-refresh"),
    path("drafts/<int:pk>/render/", views.report_render, name="report-render"),
    path("drafts/<int:pk>/publish/", views.report_publish, name="report-publish"),
    path("drafts/<int:pk>/correct/", views.report_correct, name="report-correct"),
    path("drafts/entries/<int:pk>/change/", views.entry_change, name="entry-change"),
    path("drafts/entries/<int:pk>/move/", views.entry_move, name="entry-move"),
    path("drafts/<int:report_pk>/items/add/", views.item_add, name="item-add"),
    path("drafts/items/<int:pk>/change/", views.item_change, name="item-change"),
    path("drafts/items/<int:pk>/remove/", views.item_remove, name="item-remove"),
    path("drafts/renderings/<int:pk>/paper.pdf", views.rendering_pdf, name="rendering-pdf"),
]
