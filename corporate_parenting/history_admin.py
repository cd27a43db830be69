"""What each of the administrators' pages stands on: rows with history, saved over what was seen."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from corporate_parenting.forms import OUT_OF_DATE, CleanCharField, CleanTextField
from corporate_parenting.models import Versioned

SAFE = ("GET", "HEAD", "OPTIONS")
FILTER_LOOKUPS = ("", "__exact", "__id__exact", "__isnull", "__gte", "__lt")


def seen_token(row: models.Model) -> str:
    """Changes whenever the row is saved."""
    if isinstance(row, Versioned):
        return str(row.version)
    return str(row.history.values_list("history_id", flat=True).first())


class SeenForm(forms.ModelForm):
    """A row as somebody saw it. Saved only over that row, locked until the answer is sent."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    unchecked = ()  # fields that are filled after the form was checked
    is_stale = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields.pop("seen", None)
        elif "seen" in self.fields:
            self.initial["seen"] = seen_token(self.instance)

    def clean(self) -> dict:
        given = super().clean() or self.cleaned_data
        if not self.instance._state.adding:
            self._check_seen(given.get("seen"))
        return given

    def _check_seen(self, seen: str | None) -> None:
        rows = type(self.instance)._default_manager
        current = rows.select_for_update(of=("self",), no_key=True).get(pk=self.instance.pk)
        if not seen:
            self.add_error(None, OUT_OF_DATE)
        elif seen != seen_token(current):
            self.is_stale = True
            self.add_error(
                None, ["Somebody else saved this while you were writing.", *self._both()]
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = seen_token(current)

    def _both(self) -> list[str]:
        """Theirs and ours for each field that differs; the row was read when this was sent."""
        return [self._both_words(name) for name in self.changed_data if name != "seen"]

    def _both_words(self, name: str) -> str:
        field = self.fields[name]
        theirs, ours = _words(self[name].initial, field), _words(self.cleaned_data.get(name), field)
        return f"{field.label}: saved as “{theirs}”, typed by you “{ours}”."

    def _post_clean(self) -> None:
        """Check the whole row, columns that the form leaves out included."""
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.full_clean(exclude=self.unchecked)
            except ValidationError as error:
                self.add_error(None, error.messages)


def _words(value: object, field: forms.Field) -> str:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(field.label_from_instance(row) for row in value or []))
    if isinstance(field, forms.ModelChoiceField) and value and not isinstance(value, models.Model):
        value = field.queryset.filter(pk=value).first()
    return str(value if value is not None else "")


class RowPicker(AutocompleteSelect):
    """Shows the chosen row; what cannot be a key is nobody's choice, and not the database's."""

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> list:
        return super().optgroups(name, [key for key in value if _is_key(key)], attr)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


class HistoryAdmin(SimpleHistoryAdmin):
    """Rows with history: nothing deleted, nothing saved over a newer row, no writing backwards."""

    form = SeenForm
    actions = None
    show_full_result_count = False
    list_per_page = 50
    formfield_overrides = {
        models.SlugField: {},  # its own box says which letters a code may have
        models.CharField: {"form_class": CleanCharField},
        models.TextField: {"form_class": CleanTextField},
    }

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the filters beside a list ask; Django would let any column be compared."""
        asked = {f"{name}{how}" for name in self.list_filter for how in FILTER_LOOKUPS}
        return lookup in asked

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowPicker(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return [(name, _without_seen(options)) for name, options in fieldsets]
        (name, options), *others = [(name, _without_seen(options)) for name, options in fieldsets]
        return [(name, options | {"fields": [*options["fields"], "seen"]}), *others]

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: SeenForm, change: bool
    ) -> None:
        obj._history_user = request.user
        if not change:
            obj.save()
            return
        changed = self.changed_columns(request, obj, form)
        if isinstance(obj, Versioned) and form.has_changed():
            obj.version += 1
            changed.append("version")
        # Other columns, such as the moment of the last sign-in, may be newer in the database.
        if changed:
            obj.save(update_fields=changed)

    def changed_columns(self, request: HttpRequest, obj: models.Model, form: SeenForm) -> list[str]:
        """Names of the columns to save."""
        columns = {field.name for field in obj._meta.concrete_fields}
        return [name for name in form.changed_data if name in columns]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        if request.method not in SAFE:
            raise PermissionDenied("This list is only to be looked at.")
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        response = super().changeform_view(request, object_id, form_url, extra_context)
        wrong = [form for form in _forms_shown(response) if form.is_bound and form.errors]
        if wrong:
            is_stale = any(getattr(form, "is_stale", False) for form in wrong)
            response.status_code = 409 if is_stale else 422
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        self._check_history(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict | None = None,
    ) -> HttpResponse:
        self._check_history(request, object_id, version_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def _check_history(self, request: HttpRequest, *keys: str) -> None:
        """Earlier words are for those who may change today's, and are never written from there."""
        if request.method not in SAFE or not self.has_change_permission(request):
            raise PermissionDenied("The history is only to be looked at by those who keep it.")
        if not all(_is_key(key) for key in keys):
            raise Http404


def _forms_shown(response: HttpResponse) -> list[forms.BaseForm]:
    """The row's own form, and those of the rows that stand on its page."""
    shown = getattr(response, "context_data", None) or {}
    own = [shown["adminform"].form] if shown.get("adminform") else []
    inlines = shown.get("inline_admin_formsets") or []
    return own + [form for inline in inlines for form in inline.formset.forms]


def _without_seen(options: dict) -> dict:
    return options | {"fields": [name for name in options["fields"] if name != "seen"]}
