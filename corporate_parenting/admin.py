"""The administrators' pages of the council and of the people who sign in."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from corporate_parenting.boards import rename_board
from corporate_parenting.hiding_admin import REASON, HidingAdmin, HidingForm
from corporate_parenting.history_admin import HistoryAdmin, SeenForm
from corporate_parenting.models import Acronym, Council, LanguageWord, User
from corporate_parenting.roles import Role
from corporate_parenting.security_log import record
from corporate_parenting.sign_in import why_not_behind_papers

OWN_ADDRESS = (
    "A new address ends the password: its owner sets another by “Forgot your password?” on the "
    "sign-in page. Nobody else sets it."
)
SET_BY_MAIL = (
    "People set their own passwords by “Forgot your password?” on the sign-in page. Add nobody who "
    "signs in with a council account: their first sign-in makes the account."
)
OTHERS_PAGES = [
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django.contrib.auth",
    "django_tasks_db",
]

# Administrators see the council's own things; the machinery's pages are for the command line.
for app in OTHERS_PAGES:
    import_module(f"{app}.admin")
admin.site.unregister(
    [Authenticator, DBTaskResult, EmailAddress, Group, SocialAccount, SocialApp, SocialToken]
)


class CouncilForm(HidingForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.instance.pk = 1
        self.board_before = self.instance.board_name
        if "board_name" in self.fields:  # not for those who may only look
            self.fields["board_name"].help_text = (
                "Plans and coming meetings follow to a new name. Earlier meetings and published "
                "papers keep the name of their day."
            )

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors:
            self._try_new_name(given["board_name"])
        return given

    def find_less_hidden(self, given: dict) -> list[str]:
        was, will = (
            max(2, limit) if limit else 0  # a rule that hides 1 hides 2 as well
            for limit in (self.instance.hide_up_to, given["hide_up_to"])
        )
        return ["hide_up_to"] if will < was else []

    def _try_new_name(self, new: str) -> None:
        """Say what stands against the new name before anything is saved."""
        try:
            with transaction.atomic():
                self.rename_board(new, by=None)
                transaction.set_rollback(True)
        except ValidationError as error:
            said = f"What stands under “{self.board_before}” cannot stand under “{new}”."
            self.add_error("board_name", [said, *error.messages])

    def rename_board(self, new: str, *, by: User | None) -> None:
        if new != self.board_before:
            rename_board(old=self.board_before, new=new, on=timezone.localdate(), by=by)


@admin.register(Council)
class CouncilAdmin(HidingAdmin):
    form = CouncilForm
    fieldsets = [
        (None, {"fields": ["name", "nation", "board_name", "group_name", "brand_colour"]}),
        (
            "Words",
            {
                "fields": [
                    "priority_word",
                    "action_word",
                    "strand_word",
                    "child_word",
                    "children_word",
                    "care_leaver_word",
                    "member_word",
                ]
            },
        ),
        ("Chasing", {"fields": ["stale_after_days"]}),
        ("Papers", {"fields": ["stale_weeks", "clear_days", "clear_days_are_working"]}),
        ("Small numbers", {"fields": ["hide_up_to", REASON]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Council.objects.exists()

    def save_model(
        self, request: HttpRequest, obj: Council, form: CouncilForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        form.rename_board(obj.board_name, by=request.user)


@admin.register(Acronym)
class AcronymAdmin(HistoryAdmin):
    """What the checks of a paper take for known, and its glossary explains."""

    list_display = ["letters", "words"]
    search_fields = ["letters", "words"]


@admin.register(LanguageWord)
class LanguageWordAdmin(HistoryAdmin):
    list_display = ["word", "better", "note"]
    search_fields = ["word", "better", "note"]


class RolesField(forms.ModelMultipleChoiceField):
    """The roles by the words that people use for them."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        return Role(obj.name).label


def behind_papers(groups: models.QuerySet[Group]) -> models.QuerySet[Group]:
    """Those of the roles that write or publish papers."""
    names = ["change_report", "publish_report", "release_report"]
    told = Permission.objects.filter(content_type__app_label="reports", codename__in=names)
    return groups.filter(permissions__in=told)


class PersonForm(SeenForm, UserChangeForm):
    unchecked = ("password",)
    groups = RolesField(
        Group.objects.filter(name__in=Role.values).order_by("pk"), label="Roles", required=False
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def _post_clean(self) -> None:
        """Once the new address stands on the person: whether they may have the new roles."""
        super()._post_clean()
        if self.errors or not {"email", "groups"} & set(self.changed_data):
            return
        groups = self.cleaned_data.get("groups", self.instance.groups.all())
        if behind_papers(groups).exists() and (reason := why_not_behind_papers(self.instance)):
            self.add_error("groups" if "groups" in self.fields else "email", reason)


class NewPersonForm(SeenForm):
    """A person without a password, who sets their own."""

    unchecked = ("password",)

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


def is_kept_from(request: HttpRequest, person: User | None) -> bool:
    """Whether ``person`` is known as somebody of their own, and no superuser asks.

    Two people stand behind each paper: an administrator must not be both of them, nor by taking
    the role, the address and giving the role back. So whoever has ever published papers, even if
    switched off, and whoever has signed in at the council keeps their address.
    """
    if person is None or request.user.is_superuser:
        return False
    publish = {"codename": "publish_report", "content_type__app_label": "reports"}
    publishing = Group.objects.filter(permissions__in=Permission.objects.filter(**publish))
    ever = User.history.model._meta.get_field("historicaluser_groups").related_model.objects
    return (
        publishing.filter(user=person).exists()
        or ever.filter(user=person, group__in=publishing).exists()
        or SocialAccount.objects.filter(user=person).exists()
    )


@admin.register(User)
class PersonAdmin(HistoryAdmin, UserAdmin):
    """People and their roles. Nobody here can make anybody a superuser."""

    class Media:
        css = {"all": ["css/admin.css"]}

    form = PersonForm
    add_form = NewPersonForm
    list_display = ["email", "first_name", "last_name", "roles", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "first_name", "last_name", "password"]}),
        ("What they may do", {"fields": ["is_active", "groups", "is_staff"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["email", "first_name", "last_name"],
                "description": SET_BY_MAIL,
            },
        )
    ]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        """Only a superuser is shown the way to the page on which a password is set."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return fieldsets
        (name, options), *others = fieldsets
        fields = [field for field in options["fields"] if field != "password"]
        return [(name, {**options, "fields": fields, "description": OWN_ADDRESS}), *others]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        names = {group.name for group in user.groups.all()}
        return ", ".join(role.label for role in Role if role.value in names)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Nobody gives themselves a role, nor takes a publisher's mail to another address."""
        own = ["is_active", "groups", "is_staff"] if obj == request.user else []
        kept = ["email"] if is_kept_from(request, obj) else []
        return [*super().get_readonly_fields(request, obj), *own, *kept]

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        person = self.get_object(request, unquote(id))
        if person is not None and not request.user.is_superuser:
            raise PermissionDenied(SET_BY_MAIL)
        before = person and person.password
        response = super().user_change_password(request, id, form_url)
        if (
            request.method == "POST"
            and not User.objects.filter(pk=person.pk, password=before).exists()
        ):
            record("password set", user=person.pk, by=request.user.pk)
        return response

    def save_model(
        self, request: HttpRequest, obj: User, form: PersonForm | NewPersonForm, change: bool
    ) -> None:
        """A password of nobody's choosing but the owner's: none at first, none at a new address."""
        if not change or self._is_moved(request, obj, form):
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            # Links to set a password would go on being sent to the addresses of before.
            for address in EmailAddress.objects.filter(user=obj):
                address.delete()

    def changed_columns(self, request: HttpRequest, obj: User, form: PersonForm) -> list[str]:
        moved = ["password"] if self._is_moved(request, obj, form) else []
        return [*super().changed_columns(request, obj, form), *moved]

    def _is_moved(self, request: HttpRequest, obj: User, form: PersonForm) -> bool:
        """Whether somebody else gives the account another address."""
        by_another = obj != request.user and not request.user.is_superuser
        return by_another and "email" in form.changed_data

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        event = "person changed" if change else "person added"
        event = "role change" if "groups" in form.changed_data else event
        roles = list(form.instance.groups.order_by("name").values_list("name", flat=True))
        facts = {"by": request.user.pk, "fields": form.changed_data, "roles": roles}
        record(event, user=form.instance.pk, **facts)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's password and address are kept by superusers."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)
