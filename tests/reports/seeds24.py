"""What the tests of two of the source papers share: people, forms, and the words of the files."""

import re
import subprocess
import uuid
from io import BytesIO

import docx
from django.test import Client
from django.urls import reverse
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import html as markup

from corporate_parenting.roles import Role
from reports.models import KindPart, PaperKind, Publication, Rendering, Report
from reports.tasks import render_paper
from tests.factories import make_kinds, make_user
from tests.reports.publishing import answer_checks

LIST_MARK = re.compile(r"[•–]|\d{1,2}\.")
CM_PER_INCH, TOP_MM, BOTTOM_MM = 25.4, 22, 20  # where running heads and page numbers stand


def seed_text(folder, number):
    (path,) = (folder / "seeds").glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def signed_in(role, **fields):
    client = Client()
    client.force_login(make_user(role, **fields))
    return client


def day(name, value):
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


def post(client, name, *args, **fields):
    """A form of the site, sent; what it refuses is the test's failure."""
    sent = {"submission": str(uuid.uuid4()), **fields}
    answer = client.post(reverse(name, args=args), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def administer(client, model, row=None, **fields):
    """A row added, or changed with ``row``, on the administrators' page."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    url = reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add")
    form = client.get(url).context["adminform"].form
    sent = {field.html_name: field.value() for field in form}
    sent = {key: value for key, value in sent.items() if value is not None and value is not False}
    answer = client.post(url, sent | fields)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return model.objects.order_by("pk").last() if row is None else model.objects.get(pk=row.pk)


def configure(code, **headings):
    """A council's own headings of a kind of paper, by the code of the part."""
    make_kinds()
    for part, heading in headings.items():
        row = KindPart.objects.get(kind=PaperKind.objects.get(code=code), code=part)
        row.heading = heading
        row.full_clean()
        row.save()


def start(author, kind, meeting, plan, cut_off_on):
    chosen = {"kind": kind, "meeting": meeting.pk, "plan": plan.pk}
    post(author, "reports:report-add", **chosen, **day("cut_off_on", cut_off_on))
    return Report.objects.get(kind__code=kind)


def say(author, report, part, text, *, heading="", order=1):
    words = {"part": part, "text": text, "heading": heading, "order": order}
    post(author, "reports:passage-add", report.pk, publicity="public", **words)


def publish(author, approver, report):
    """Each step on its page: made, sent to clearance, cleared and published."""
    post(author, "reports:report-render", report.pk)
    assert render_paper.call(Rendering.objects.get().pk) == Rendering.State.READY
    answer_checks(report)
    for client, step, names in (
        (author, "submit", ["version"]),
        (approver, "clear", ["version", "sha256_pdf"]),
        (approver, "publish", ["version", "sha256_pdf"]),
    ):
        page = client.get(reverse(f"reports:report-{step}", args=[report.pk]))
        seen = {name: page.context["form"][name].value() for name in names}
        post(client, f"reports:report-{step}", report.pk, has_read="on", **seen)
    return Publication.objects.get()


def texts_of(publication):
    """``{rendering: its words}`` as a member downloads them, in reading order."""
    member = signed_in(Role.MEMBER)
    pk = [publication.pk]
    page = member.get(reverse("reports:publication-detail", args=pk)).context["paper"]
    files = {
        form: b"".join(member.get(reverse(f"reports:publication-{form}", args=pk)))
        for form in ("pdf", "docx")
    }
    return {
        "html": html_text(page),
        "pdf": pdf_text(files["pdf"]),
        "docx": word_text(files["docx"]),
    }


def html_text(page):
    """Without the drawings, whose figures stand in the tables below them."""
    root = markup.fromstring(page)
    for drawing in root.iter("svg"):
        for each in list(drawing):
            drawing.remove(each)
        drawing.text = ""
    return "\n".join(root.itertext())


def pdf_text(pdf):
    """Without running heads and page numbers, in the order in which the file has it."""
    command = ["pdfinfo", "-f", "2", "-l", "2", "-"]
    said = subprocess.run(command, input=pdf, check=True, capture_output=True, text=False).stdout
    width, height = map(float, re.search(r"size:\s+([\d.]+) x ([\d.]+)", said.decode()).groups())
    top, bottom = (round(mm / CM_PER_INCH * 72 / 10) for mm in (TOP_MM * 10, BOTTOM_MM * 10))
    area = ["-x", "0", "-y", str(top), "-W", str(round(width)), "-H"]
    area = [*area, str(round(height) - top - bottom)]
    first = ["pdftotext", "-raw", "-l", "1", "-", "-"]
    rest = ["pdftotext", "-raw", "-f", "2", "-r", "72", *area, "-", "-"]
    run = [
        subprocess.run(each, input=pdf, check=True, capture_output=True) for each in (first, rest)
    ]
    lines = "\n".join(each.stdout.decode() for each in run).splitlines()
    # A sheet's list marks come at its end, in the middle of what goes on over the page.
    return "\n".join(line for line in lines if not LIST_MARK.fullmatch(line.strip()))


def word_text(file):
    word = docx.Document(BytesIO(file))
    found = []
    for part in word.iter_inner_content():
        if isinstance(part, WordParagraph):
            found.append(part.text)
        elif isinstance(part, WordTable):
            found += [cell.text for row in part.rows for cell in _cells(row)]
    return "\n".join(found)


def _cells(row):
    """Each once: one over several columns is given for each of them."""
    seen = []
    for cell in row.cells:
        if cell._tc not in seen:
            seen.append(cell._tc)
            yield cell


def squeezed(text):
    """Without blanks, hyphens and list marks, so that line ends do not count."""
    return re.sub(r"[\s•‐–-]", "", text)


def missing(text, wanted):
    """Those of the words that do not follow one another in the text."""
    text, at, lost = squeezed(text), 0, []
    for words in map(squeezed, wanted):
        found = text.find(words, at)
        if found < 0:
            lost.append(words)
        else:
            at = found + len(words)
    return lost


def letters(text):
    """Without the numbers too, which only print puts before the items of a list."""
    return re.sub(r"\d", "", squeezed(text))
