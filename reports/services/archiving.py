"""The copy of a published paper that an archive takes."""

import hashlib

from django.db import transaction
from django.utils import timezone

from reports.models import ArchiveCopy, Publication
from reports.render_process import render_limited
from reports.services.clearance import insert
from reports.services.printing import RENDER_MEGABYTES, RENDER_SECONDS


def make_archive_copy(*, publication_pk: int) -> ArchiveCopy:
    """Of the document that was published, once; or RenderError.

    Nothing is locked while the press runs. Whoever comes second takes what the first has made.
    """
    found = ArchiveCopy.objects.filter(publication=publication_pk).first()
    return found or _kept(Publication.objects.get(pk=publication_pk))


def _kept(publication: Publication) -> ArchiveCopy:
    pdf = render_limited(
        publication.document, "archive", seconds=RENDER_SECONDS, megabytes=RENDER_MEGABYTES
    )
    with transaction.atomic():
        locked = Publication.objects.select_for_update(of=("self",)).only("pk")
        publication = locked.get(pk=publication.pk)
        found = ArchiveCopy.objects.filter(publication=publication).first()
        return found or insert(
            ArchiveCopy(
                publication=publication,
                pdf=pdf,
                sha256_pdf=hashlib.sha256(pdf).hexdigest(),
                made_at=timezone.now(),
            )
        )
