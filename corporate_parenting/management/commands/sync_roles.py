"""Write the roles of ``roles.py`` into the database; changes groups only."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from corporate_parenting.roles import PERMISSIONS, Role


class Command(BaseCommand):
    help = "Make the groups of the eight roles and give each exactly its permissions."

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        known = {
            f"{permission.content_type.app_label}.{permission.codename}": permission
            for permission in Permission.objects.select_related("content_type")
        }
        missing = set().union(*PERMISSIONS.values()) - set(known)
        if missing:
            raise CommandError(f"Run migrate first. Not in the database: {sorted(missing)}")
        for role in Role:
            group, _ = Group.objects.get_or_create(name=role.value)
            group.permissions.set([known[name] for name in PERMISSIONS[role]])
        self.stdout.write(f"{len(Role)} roles written.")
