"""The administrators' page of a kind of paper, as a browser would send it."""

from django.urls import reverse

from reports.models import PaperKind

ADD = "admin:reports_paperkind_add"
TICKS = ("is_in_use", "is_numbered")


def shown(response):
    """What the page would send if nothing were typed: the kind, and each of its parts."""
    inline = response.context["inline_admin_formsets"][0].formset
    forms = [response.context["adminform"].form, inline.management_form, *inline.forms]
    sent = {}
    for form in forms:
        for box in form:
            value = box.value()
            if isinstance(value, bool):
                sent |= {box.html_name: "on"} if value else {}
            elif value is not None and not box.field.disabled:
                sent[box.html_name] = value
    return sent


def part(number, section, heading="", **more):
    """What is typed for the part of this number on the page, counted from 0."""
    typed = {"order": number + 1, "section": section, "heading": heading, "level": 2, "name": ""}
    typed |= {"standard_text": "", "is_in_use": "on", **more}
    return {f"parts-{number}-{name}": value for name, value in typed.items() if value != ""}


def change_page(kind):
    return reverse("admin:reports_paperkind_change", args=[kind.pk])


def add_kind(client, parts, **fields):
    """Add a kind on the page, with parts as ``part`` gives them."""
    sent = shown(client.get(reverse(ADD))) | fields
    sent = {name: value for name, value in sent.items() if not name.startswith("parts-0-")}
    for each in parts:
        sent |= each
    sent["parts-TOTAL_FORMS"] = len(parts)
    response = client.post(reverse(ADD), sent)
    assert response.status_code == 302, [
        response.context["errors"],
        *(form.errors for form in response.context["inline_admin_formsets"][0].formset.forms),
    ]
    return PaperKind.objects.get(code=fields["code"])
