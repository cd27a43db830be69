"""Addresses of the papers."""

from django.urls import path

from reports import views

REGULAR = "regular-reports"
MADE = "drafts/renderings/<key:pk>"
IN = "editions/<edition:edition>"
PDF, WORD = {"form": "pdf"}, {"form": "docx"}

app_name = "reports"
urlpatterns = [
    path("", views.publication_list, name="publication-list"),
    path("<key:pk>/", views.publication_detail, name="publication-detail"),
    path("<key:pk>/archive.pdf", views.publication_archive, name="publication-archive"),
    path("<key:pk>/reading/", views.publication_reading, name="publication-reading"),
    path("<key:pk>/paper.pdf", views.publication_file, PDF, "publication-pdf"),
    path("<key:pk>/paper.docx", views.publication_file, WORD, "publication-docx"),
    path(f"<key:pk>/{IN}/", views.publication_detail, name="publication-edition"),
    path(f"<key:pk>/{IN}/paper.pdf", views.publication_file, PDF, "publication-edition-pdf"),
    path(f"<key:pk>/{IN}/paper.docx", views.publication_file, WORD, "publication-edition-docx"),
    path("<key:pk>/compare/<key:other_pk>/", views.publication_compare, name="publication-compare"),
    path("meetings/add/", views.meeting_add, name="meeting-add"),
    path("meetings/<key:pk>/change/", views.meeting_change, name="meeting-change"),
    path("quotations/", views.quotation_list, name="quotation-list"),
    path("quotations/add/", views.quotation_add, name="quotation-add"),
    path("quotations/<key:pk>/change/", views.quotation_change, name="quotation-change"),
    path("quotations/<key:pk>/remove/", views.quotation_remove, name="quotation-remove"),
    path(f"{REGULAR}/", views.regular_report_list, name="regularreport-list"),
    path(f"{REGULAR}/add/", views.regular_report_add, name="regularreport-add"),
    path(f"{REGULAR}/<key:pk>/change/", views.regular_report_change, name="regularreport-change"),
    path("drafts/", views.report_list, name="report-list"),
    path("drafts/add/", views.report_add, name="report-add"),
    path("drafts/plan/", views.report_plan, name="report-plan"),
    path("drafts/<key:pk>/", views.report_detail, name="report-detail"),
    path("drafts/<key:pk>/preview/", views.report_preview, name="report-preview"),
    path("drafts/<key:pk>/change/", views.report_change, name="report-change"),
    path("drafts/<key:pk>/arrange/", views.report_arrange, name="report-arrange"),
    path("drafts/<key:pk>/sections/", views.report_sections, name="report-sections"),
    path("drafts/<key:pk>/homes/", views.report_homes, name="report-homes"),
    path("drafts/<key:pk>/quotations/", views.report_quotations, name="report-quotations"),
    path("drafts/<key:pk>/checks/", views.report_checks, name="report-checks"),
    path("drafts/<key:pk>/refresh/", views.report_refresh, name="report-refresh"),
    path("drafts/<key:pk>/render/", views.report_render, name="report-render"),
    path("drafts/<key:pk>/start/", views.report_start, name="report-start"),
    path("drafts/<key:pk>/submit/", views.report_submit, name="report-submit"),
    path("drafts/<key:pk>/clearance/", views.report_clearance, name="report-clearance"),
    path("drafts/<key:report_pk>/clearance/<key:place>/", views.comment_add, name="comment-add"),
    path("drafts/comments/<key:pk>/", views.comment_settle, name="comment-settle"),
    path("drafts/<key:pk>/return/", views.report_return, name="report-return"),
    path("drafts/<key:pk>/clear/", views.report_clear, name="report-clear"),
    path("drafts/<key:pk>/release/", views.report_release, name="report-release"),
    path("drafts/<key:pk>/withdraw/", views.report_withdraw, name="report-withdraw"),
    path("drafts/<key:pk>/publish/", views.report_publish, name="report-publish"),
    path("drafts/<key:pk>/correct/", views.report_correct, name="report-correct"),
    path("drafts/entries/<key:pk>/change/", views.entry_change, name="entry-change"),
    path("drafts/entries/<key:pk>/move/", views.entry_move, name="entry-move"),
    path("drafts/<key:report_pk>/passages/add/", views.passage_add, name="passage-add"),
    path("drafts/<key:report_pk>/parts/<key:pk>/", views.part_readers, name="part-readers"),
    path("drafts/passages/<key:pk>/change/", views.passage_change, name="passage-change"),
    path("drafts/passages/<key:pk>/remove/", views.passage_remove, name="passage-remove"),
    path(
        "drafts/<key:report_pk>/passages/<key:pk>/repeat/",
        views.passage_repeat,
        name="passage-repeat",
    ),
    path(f"{MADE}/paper.pdf", views.rendering_file, PDF, "rendering-pdf"),
    path(f"{MADE}/paper.docx", views.rendering_file, WORD, "rendering-docx"),
    path(f"{MADE}/{IN}/paper.pdf", views.rendering_file, PDF, "rendering-edition-pdf"),
    path(f"{MADE}/{IN}/paper.docx", views.rendering_file, WORD, "rendering-edition-docx"),
]
