"""Addresses of the homes."""

from django.urls import path

from homes.views import (
    changes,
    council,
    council_inspections,
    events,
    homes,
    imports,
    inspections,
    record,
    register,
    registrations,
    requirements,
    voiding,
)

app_name = "homes"
urlpatterns = [
    path("", register.register, name="register"),
    path("export/<str:kind>/", register.register_export, name="register-export"),
    path("changes/", changes.change_list, name="change-list"),
    path("changes/export/<str:kind>/", changes.change_export, name="change-export"),
    path("<key:pk>/", homes.home_detail, name="home-detail"),
    path("<key:pk>/export/<str:kind>/", homes.home_export, name="home-export"),
    path("<key:pk>/history/", homes.home_history, name="home-history"),
    path("council/", council.council_list, name="authorityinspection-list"),
    path("council/export/<str:kind>/", council.council_export, name="authorityinspection-export"),
    path("council/history/", council.council_history, name="authorityinspection-history"),
    path("import/", imports.ofsted_import_add, name="ofstedimport-add"),
    path("imports/<key:pk>/", imports.ofsted_import_review, name="ofstedimport-review"),
]
# What is recorded of homes, and of the council as a whole.
urlpatterns += [
    path(
        "council/inspections/add/",
        council_inspections.council_inspection_add,
        name="authorityinspection-add",
    ),
    path(
        "council/inspections/<key:pk>/correct/",
        council_inspections.council_inspection_correct,
        name="authorityinspection-correct",
    ),
    path(
        "council/inspections/<key:pk>/void/",
        voiding.council_inspection_void,
        name="authorityinspection-void",
    ),
    path("add/", registrations.home_add, name="home-add"),
    path("<key:pk>/change/", registrations.home_change, name="home-change"),
    path("<key:pk>/close/", registrations.home_close, name="home-close"),
    path("<key:pk>/transfer/", registrations.home_transfer, name="home-transfer"),
    path("<key:pk>/record/", record.home_record, name="home-record"),
    path("<key:home_pk>/inspections/add/", inspections.inspection_add, name="inspection-add"),
    path(
        "inspections/<key:pk>/correct/", inspections.inspection_correct, name="inspection-correct"
    ),
    path(
        "inspections/<key:pk>/publish/", inspections.inspection_publish, name="inspection-publish"
    ),
    path("inspections/<key:pk>/void/", voiding.inspection_void, name="inspection-void"),
    path(
        "inspections/<key:inspection_pk>/requirements/add/",
        requirements.requirement_add,
        name="requirement-add",
    ),
    path(
        "requirements/<key:pk>/correct/",
        requirements.requirement_correct,
        name="requirement-correct",
    ),
    path("requirements/<key:pk>/close/", requirements.requirement_close, name="requirement-close"),
    path(
        "requirements/<key:pk>/reopen/", requirements.requirement_reopen, name="requirement-reopen"
    ),
    path("inspections/<key:inspection_pk>/actions/add/", requirements.link_add, name="link-add"),
    path("actions/<key:pk>/remove/", requirements.link_remove, name="link-remove"),
    path("<key:home_pk>/visits/add/", events.visit_add, name="visit-add"),
    path("visits/<key:pk>/correct/", events.visit_correct, name="visit-correct"),
    path("<key:home_pk>/notices/add/", events.notice_add, name="notice-add"),
    path("notices/<key:pk>/correct/", events.notice_correct, name="notice-correct"),
    path("notices/<key:pk>/end/", events.notice_end, name="notice-end"),
]
