"""Source papers read line by line, entered as a council's people would, and found again."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import docx
import page
from django.test import Client
from django.urls import reverse

from corporate_parenting.roles import Role
from reports.document import from_dict
from reports.models import PaperKind, Publication, Rendering
from reports.paragraphs import paragraphs
from reports.tasks import render_paper
from tests.factories import make_kinds, make_user
from tests.reports.publishing import answer_checks

MM_PER_INCH, MARGINS_MM, PAGE_POINTS = 25.4, (27, 25), (595, 842)
MOST_DIFFERENCES = 5

# Reading


def read_lines(folder, seed):
    """The lines of a seed, without the blank ones; their indents stay."""
    (path,) = (folder / "seeds").glob(f"{seed}_*.txt")
    return [line.rstrip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def between(lines, first, last):
    """What stands after one line and before another."""
    start = lines.index(first) + 1
    return lines[start : lines.index(last, start)]


def as_prose(lines, headings=()):
    """Lines as an officer types them: sub-headings marked, an item of a list in a list indented."""
    typed = []
    for line in lines:
        is_item, words = line.lstrip().startswith("- "), re.sub(r"^\s+- ", "  - ", line)
        typed += [] if is_item else [""]
        typed.append(f"# {words}" if line in headings else words)
        typed += [] if is_item else [""]
    return "\n".join(typed).strip()


# Pages


class Fields(HTMLParser):
    """What a browser would send of the forms on a page."""

    def __init__(self, html):
        super().__init__()
        self.sent, self.select, self.area = {}, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "input" and name and kind not in ("submit", "file", "checkbox", "radio"):
            self.sent[name] = told.get("value") or ""
        elif tag == "input" and name and "checked" in told:
            self.sent[name] = told.get("value", "on")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            value = told.get("value") or ""
            if "selected" in told or self.select not in self.sent:
                self.sent[self.select] = value
        elif tag == "textarea":
            self.area = name
            self.sent[name] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] = (self.sent[self.area] + data).removeprefix("\n")


def signed_in(role):
    """A browser of somebody with the role; those who keep rows may open the admin."""
    client, keepers = Client(), (Role.ADMINISTRATOR, Role.ANALYST)
    client.force_login(make_user(role, is_staff=role in keepers))
    return client


def send(client, name, /, *args, query="", **fields):
    """Fill in the form of a page, send it, and see that it was taken."""
    url = reverse(name, args=args) + query
    page = client.get(url)
    assert page.status_code == 200, f"{url}: {page.status_code}"
    answer = client.post(url, {**Fields(page.content.decode()).sent, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def day(name, value):
    return {f"{name}_{part}": getattr(value, part) for part in ("day", "month", "year")}


def keep(client, model, /, **fields):
    """Add a row on the administrators' pages; gives it."""
    meta = model._meta
    send(client, f"admin:{meta.app_label}_{meta.model_name}_add", **fields)
    return model.objects.order_by("-pk").first()


def own_form(administrator, kind, parts, more=(), **words):
    """Put a kind of paper into the council's own words on its page.

    ``parts`` are the columns to change by the code of a part, ``more`` those of one further part.
    """
    make_kinds()
    paper = PaperKind.objects.get(code=kind)
    name = "admin:reports_paperkind_change"
    shown = Fields(administrator.get(reverse(name, args=[paper.pk])).content.decode()).sent
    rows = {
        shown[box]: box.removesuffix("id") for box in shown if re.fullmatch(r"parts-\d+-id", box)
    }
    boxes = {
        f"{rows[str(paper.parts.get(code=code).pk)]}{column}": value
        for code, columns in parts.items()
        for column, value in columns.items()
    }
    boxes |= {f"{rows['']}{column}": value for columns in more for column, value in columns.items()}
    send(administrator, name, paper.pk, **boxes, **words)


def publish(author, approver, report):
    """Each step on its page: made, sent to clearance, cleared and published."""
    detail = author.get(reverse("reports:report-detail", args=[report.pk])).content.decode()
    sent = Fields(detail).sent
    assert author.post(reverse("reports:report-render", args=[report.pk]), sent).status_code == 302
    newest = Rendering.objects.filter(report=report).latest("pk")
    assert render_paper.call(newest.pk) == Rendering.State.READY
    answer_checks(report)
    for client, step in ((author, "submit"), (approver, "clear"), (approver, "publish")):
        send(client, f"reports:report-{step}", report.pk, has_read="on")
    return Publication.objects.get(report=report)


# Renderings


@dataclass(frozen=True)
class Texts:
    """The words of one paper as its three renderings have them, in reading order."""

    html: str
    pdf: str
    docx: str

    def by_name(self):
        return {"HTML": self.html, "PDF": self.pdf, "Word": self.docx}


class Words(HTMLParser):
    """The words inside the article of a page."""

    def __init__(self, html):
        super().__init__()
        self.words, self.is_inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.is_inside = self.is_inside or tag == "article"

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "article"

    def handle_data(self, data):
        if self.is_inside:
            self.words.append(data)


def texts_of(publication, folder):
    """What members read: the page, and the files that they download there."""
    member = signed_in(Role.MEMBER)
    page, pdf, word = (
        member.get(reverse(f"reports:publication-{name}", args=[publication.pk]))
        for name in ("detail", "pdf", "docx")
    )
    path = folder / "paper.pdf"
    path.write_bytes(pdf.getvalue() if pdf.streaming else pdf.content)
    (folder / "paper.docx").write_bytes(word.getvalue() if word.streaming else word.content)
    (folder / "paper.html").write_text(page.content.decode())
    html = "".join(Words(page.content.decode()).words)
    return Texts(html, pdf_text(path), docx_text(folder / "paper.docx"))


def pdf_text(path):
    """Every page without its running head and page number."""
    top, bottom = (round(mm / MM_PER_INCH * 72) for mm in MARGINS_MM)
    width, height = PAGE_POINTS
    area = ["-x", "0", "-y", str(top), "-W", str(width), "-H", str(height - top - bottom)]
    command = ["pdftotext", "-raw", "-r", "72", *area, str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def tagged_text(path):
    """What a reader aloud hears of a PDF: its words by tag, but for marks of lists and page numbers
    of the contents.
    """
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words, tag = [], ""
    for line in told.splitlines():
        if found := re.fullmatch(r'\s+"(.*)"', line):
            is_page = tag == "Link" and found[1].isdecimal()
            words += [] if is_page or tag == "Lbl" else [found[1]]
        elif not line.strip().startswith("Object"):
            tag = line.split()[0]
    return "\n".join(words)


def refusals(path):
    """What keeps a PDF from PDF/UA-1."""
    told = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    return [(failure.rule_id, failure.message) for failure in told.failures]


def docx_text(path):
    """Paragraphs and cells; a cell over several columns once."""
    lines = []
    for part in docx.Document(path).iter_inner_content():
        if not hasattr(part, "rows"):
            lines.append(part.text)
            continue
        for row in part.rows:
            cells = {id(cell._tc): cell.text for cell in row.cells}
            lines += cells.values()
    return "\n".join(lines)


# Finding


def not_whole(lines, publication):
    """The lines that are not each a paragraph, an item or a heading of its own in the paper."""
    passages = paragraphs(from_dict(publication.document))
    whole = {squeezed(passage.words) for passage in passages}
    whole |= {squeezed(f"{passage.label}. {passage.words}") for passage in passages}
    return [line for line in lines if squeezed(line) not in whole]


@dataclass(frozen=True)
class Difference:
    """Where our paper is not as the seed: lines that fit ``seed`` are expected as ``paper``.

    ``paper`` is what ``re.sub`` takes; of several lines, such as cells, each is looked for.
    """

    reason: str
    seed: str
    paper: str | Callable[[re.Match], str]


def expected(lines, differences):
    """The lines as the paper is to have them. A difference that no line has is out of date."""
    assert len(differences) <= MOST_DIFFERENCES
    found = [line.strip() for line in lines]
    for each in differences:
        changed = [re.sub(f"^(?:{each.seed})$", each.paper, line) for line in found]
        assert changed != found, f"Nothing in the seed is so any more: {each.reason}"
        found = changed
    return [part for line in found for part in line.splitlines()]


def squeezed(text):
    """Without blanks, hyphens and list marks, so that line ends do not count."""
    return re.sub(r"[\s•‐-]", "", text)


def missing(lines, text, after="", times=1):
    """The lines that do not follow each other in the text, from a line's ``times`` place on."""
    text, at, lost = squeezed(text), 0, []
    for _ in range(times if after else 0):
        at = text.index(squeezed(after), at) + 1
    at = max(0, at - 1)
    for line in lines:
        found = text.find(squeezed(line), at)
        if found < 0:
            lost.append(line)
        else:
            at = found + len(squeezed(line))
    return lost
