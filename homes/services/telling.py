"""The e-mail on the day on which inspections of our homes are published."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from corporate_parenting.models import Council
from homes.kinds import OF_OURS
from homes.models import Inspection, PublicationMail

# A run that failed is made up for; what is brought in from years ago is no news.
MADE_UP_FOR = timedelta(days=7)
SUBJECT = "A judgement of a home is published"
BODY = """An inspection of one of our homes is published. There may be several.

Sign in to read it in the register of homes. No home is named in an e-mail.
"""


def tell_publications(*, on: date, at: datetime) -> int:
    """Send each reader one e-mail of all that is published and not told them; how many were sent.

    A run that dies once a mail is out and before that is saved sends it again as the same one.

    ``on``: today; ``at``: this moment. One that cannot be sent holds up nobody else's; it is tried
    again by the next run, and raises once all others are told.
    """
    council = Council.objects.first()
    sent, failed = 0, []
    for address in council.readers_of_publications if council else []:
        try:
            sent += _tell(address=address, on=on, at=at)
        # Mail servers refuse in many ways, and so do the libraries that speak to them.
        except Exception as error:
            failed.append(error)
    if failed:
        were = "reader was" if len(failed) == 1 else "readers were"
        raise ExceptionGroup(f"{len(failed)} {were} not told", failed)
    return sent


@transaction.atomic
def _tell(*, address: str, on: date, at: datetime) -> bool:
    # Two runs at once: the second waits here, and finds that all is told.
    list(Council.objects.select_for_update(no_key=True).values_list("pk"))
    news = Inspection.objects.not_voided().filter(home__governance__in=OF_OURS).order_by("pk")
    news = news.filter(published_on__lte=on, published_on__gt=on - MADE_UP_FOR)
    untold = list(news.exclude(publication_mails__address=address))
    for inspection in untold:
        mail = PublicationMail(inspection=inspection, address=address, sent_at=at)
        mail.full_clean()
        mail.save()
    if untold:
        headers = {"Message-ID": _identity(address, untold)}
        EmailMessage(SUBJECT, BODY, to=[address], headers=headers).send()
    return bool(untold)


def _identity(address: str, told: Iterable[Inspection]) -> str:
    """The same for the same news to the same reader: mail systems keep one of two such."""
    news = [f"{row.pk} {row.published_on}" for row in told]
    digest = hashlib.sha256("\n".join([address, *news]).encode()).hexdigest()[:40]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return f"<publication-{digest}@{domain}>"
