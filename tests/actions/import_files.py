"""Files for import tests, made in memory, and the shape in which proposals are compared."""

import io
import re
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from actions.imports.reading import read_grids
from corporate_parenting.uploads import UploadError, open_upload
from tests.conftest import tracked_models

HEADINGS = ("No.", "Action", "Who/where", "Lead", "Timescale", "Comments/progress")
PLAN_HEAD = "Priority,No.,Action,Who/where,Agency leads,Timescales,Comments/progress\n"
PLAN_ROWS = (
    "1. A settled home,1.,Find each child a home.,Fostering team,Ada Rowe,Ongoing,Two approved.\n"
    ",,,Health team,NHS – Lena Hart,By June 2020,\n"
    ",2.,Keep brothers and sisters together.,,,,\n"
)
FIRST = ("1.", "Open a drop-in.", "Fernmoor Hall", "Ana Bell", "Ongoing", "Opened in May.")


def word_file(*blocks):
    """A Word file: a str is a paragraph, a list of rows is a table."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, values in zip(table.rows, block, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    return saved(document)


def excel_file(*rows, title="Plan", change=lambda sheet: None):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(sheet)
    return saved(workbook)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def csv_file(*rows, delimiter=","):
    return "\r\n".join(delimiter.join(row) for row in rows).encode()


def repacked(content, changes=None, *, without=()):
    """The same zip file with parts replaced, added or left out."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name not in without:
                parts[name] = archive.read(name)
    parts |= changes or {}
    return zipped(parts)


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def part_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def read(content):
    return read_grids(open_upload("plan", content))


def texts(content):
    return [[cell.text for cell in row.cells] for grid in read(content) for row in grid.rows]


def refusal(content):
    with pytest.raises(UploadError) as caught:
        read(content)
    return str(caught.value)


def plan_shape(proposal):
    """A proposal as the expected answer beside the source papers has it."""
    return [
        {
            "number": priority.number,
            "promise": priority.promise,
            "actions": [action_shape(action) for action in priority.actions],
        }
        for priority in proposal.priorities
    ]


def action_shape(action):
    return {
        "number": action.number,
        "text": action.wording,
        "strands": [strand_shape(strand) for strand in action.strands],
    }


def strand_shape(strand):
    return {
        "who": list(strand.who_where),
        "leads": list(strand.leads),
        "when": list(strand.timescales),
        "note": list(strand.notes),
    }


def one_line_shape(shape):
    """The same shape with the lines of each cell in one line, as a text extract has them."""
    if isinstance(shape, dict):
        return {key: one_line_shape(value) for key, value in shape.items()}
    if isinstance(shape, list):
        if all(isinstance(line, str) for line in shape):
            return " ".join(" ".join(shape).split())
        return [one_line_shape(value) for value in shape]
    return shape


def proposal_words(proposal):
    """Every word that the proposal holds, in the plan or left out."""
    texts = [left.text for left in proposal.left_out]
    for priority in proposal.priorities:
        texts += [f"{priority.level_word} {priority.number}", priority.title, priority.promise]
    for action in proposal.actions:
        texts += [action.reference.replace(".", " "), action.wording]
    for strand in proposal.strands:
        for lines in (strand.what, strand.who_where, strand.leads, strand.timescales, strand.notes):
            texts += lines
    return words(" ".join(texts))


def words(text):
    return re.findall(r"\w+", text)


def everything():
    """Every tracked row and how often it was saved."""
    return {model.__name__: model.history.count() for model in tracked_models()}
