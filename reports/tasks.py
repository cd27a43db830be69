"""What runs in the worker, and how it gets there."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from corporate_parenting.models import User
from reports import services
from reports.models import Publication, Rendering, Report


@task()
def render_paper(rendering_pk: int) -> str:
    """Make the paper; before it, put back what another worker may have left. Gives its state."""
    revive_renderings()
    return services.make_paper(rendering_pk=rendering_pk).state


@transaction.atomic
def request_paper(*, report: Report, by: User) -> Rendering:
    """The rendering and its task are one transaction: never one without the other."""
    rendering = services.request_rendering(report=report, by=by, at=timezone.now())
    render_paper.enqueue(rendering.pk)
    return rendering


@transaction.atomic
def revive_renderings() -> int:
    """Hand to the worker what a dead one left; how many."""
    left = services.queue_again(now=timezone.now())
    for pk in left:
        render_paper.enqueue(pk)
    return len(left)


@task()
def archive_paper(publication_pk: int) -> str:
    """Make the archive copy of a publication; gives its hash."""
    return services.make_archive_copy(publication_pk=publication_pk).sha256_pdf


@transaction.atomic
def publish_paper(*, report: Report, version: int, sha256_pdf: str, by: User) -> Publication:
    """The publication and the task of its archive copy are one transaction."""
    publication = services.publish_report(
        report=report, version=version, sha256_pdf=sha256_pdf, by=by
    )
    archive_paper.enqueue(publication.pk)
    return publication
