"""The five kinds of paper that a council starts with; its administrators change them."""

from typing import NamedTuple


class Part(NamedTuple):
    code: str
    section: str
    heading: str = ""
    level: int = 2
    standard_text: str = ""
    name: str = ""
    is_numbered: bool = False


def implication(code: str, heading: str, standard_text: str) -> Part:
    return Part(code, "words", heading, 3, standard_text, is_numbered=True)


UPDATE = (
    Part("items_discussed", "heading", "Section 1: Items Discussed"),
    Part("first_items", "words", level=3, name="Items before the progress"),
    Part("progress", "progress", "{children} and {care_leavers} action plan – progress", 3),
    Part("later_items", "words", level=3, name="Items after the progress"),
    Part("scorecard_table", "scorecard_table", "Scorecard"),
    Part("exceptions", "exceptions", "Scorecard: commentary"),
    Part("comparator_charts", "comparator_charts", "How we compare"),
    Part("home_judgements", "home_judgements", "Our homes"),
    Part("home_changes", "home_changes", "Our homes: what changed since the last board"),
    Part("recommendation", "recommendation", "Recommendation"),
    Part("numbers", "numbers", "Numbers of {children}"),
    Part("sign_off", "sign_off"),
    Part("quotations", "quotations", "What people said"),
)

DECISION = (
    Part("meeting", "meeting_field", "Date of meeting"),
    Part("title", "title_field", "Report title"),
    Part("portfolio_holder", "field", "Portfolio holder"),
    Part("senior_officer", "field", "Senior officer"),
    Part("summary", "words", "Report summary"),
    Part("recommendation", "recommendation", "Recommendations", standard_text="{board} is asked to:"),
    Part("reasons", "words", "Reasons for recommendations"),
    Part("options", "words", "Other options considered", standard_text="None; this is an update report."),
    Part("background", "words", "Background"),
    Part("pledge_1", "words", name="Further sections, each with its heading"),
    Part("progress", "progress", "Progress on the action plan"),
    Part("exceptions", "exceptions", "Corporate parenting scorecard"),
    Part("comparator_charts", "comparator_charts", "How we compare"),
    Part("home_judgements", "home_judgements", "Our homes"),
    Part("national", "words", "National or legislative changes"),
    Part("implications", "heading", "Implications of the recommendations"),
    implication("legal", "Legal implications", "There are no direct legal implications."),
    implication("financial", "Financial implications", "There are no direct financial implications."),
    implication("equality", "Equality implications", "There are no direct implications for equality."),
    implication("staff", "Human resources implications", "There are no direct human resources implications."),
    implication("risk", "Risk management implications", "There are no direct implications for risk management."),
    implication("rural", "Rural communities implications", "There are no direct implications for rural communities."),
    implication("young", "Implications for {children}", "There are no direct implications beyond those in the report."),
    implication("health", "Public health implications", "There are no direct implications for public health."),
    implication("climate", "Climate change implications", "There are no direct implications for climate change."),
    Part("wards", "words", "Ward members affected", standard_text="All wards."),
    Part("consultation", "words", "Consultation and engagement"),
    Part("access", "words", "Access to information", standard_text="None."),
    Part("contact", "words", "Contact information", standard_text="Questions on this report go to:"),
    Part("contact_name", "field", "Name"),
    Part("contact_post", "field", "Job title"),
    Part("contact_email", "field", "Email"),
    Part("scorecard_table", "scorecard_table", "Appendix: scorecard"),
)  # fmt: skip

ANNUAL = (
    Part("foreword", "words", "Foreword"),
    Part("foreword_signature", "signature", name="Who signs the foreword"),
    Part("corporate_parenting", "words", "What is corporate parenting?"),
    Part("how_it_works", "words", "How does it work?", 3),
    Part("meetings_held", "meetings_held", "Meetings held", 3),
    Part("aims", "words", "Aims and commitments of {board}", 3),
    Part("reports_considered", "reports_considered", "Reports considered", 3),
    Part("group", "words", "The group that reports to the board", 3),
    Part("strategy", "words", "Our strategy"),
    Part("done", "words", "What have we done in {year}?"),
    Part("progress", "progress", "Progress on the action plan", 3),
    Part("impact", "heading", "What impact have we had?"),
    Part("comparator_charts", "comparator_charts", "Performance", 3),
    Part("exceptions", "exceptions", "Commentary on exceptions", 3),
    Part("quality_heading", "heading", "Quality and experience", 3),
    Part("numbers", "numbers", level=4, name="Numbers of children"),
    Part("home_judgements", "home_judgements", level=4, name="Judgements of our homes"),
    Part("quality", "words", level=4, name="Words on quality and experience"),
    Part("practice", "words", "Impact on practice", 3),
    Part("participation", "words", "Participation", 3),
    Part("quotations", "quotations", "What people said", 3),
    Part("next_plan", "next_plan", "What are we going to do next?"),
    Part("recommendation", "recommendation", "Recommendation"),
    Part("sign_off", "sign_off"),
    Part("glossary", "glossary", "Words and letters in this report"),
)

PLAN = (
    Part("draft_mark", "cover_line", "Draft"),
    Part("contact_name", "cover_line", name="Contact: name"),
    Part("contact_post", "cover_line", name="Contact: job title"),
    Part("contact_email", "cover_line", name="Contact: email"),
    Part("issued", "cover_line", name="Issued", standard_text="{month}"),
    Part("vision", "vision", "Our vision"),
    Part("plan_tables", "plan_tables"),
    Part("closing", "words", name="Words at the end"),
    Part("glossary", "glossary", "Words and letters in this plan"),
)

SCORECARD = (
    Part("introduction", "words", name="Words at the start"),
    Part("scorecard_table", "scorecard_table", "Scorecard"),
    Part("exceptions", "exceptions", "Commentary on exceptions"),
    Part("comparator_charts", "comparator_charts", "How we compare"),
    Part("notes", "words", "Notes"),
)

KINDS = (
    ({"code": "update", "name": "Update report", "title": "Update report",
      "cover_heading": "Update Report for"}, UPDATE),
    ({"code": "decision", "name": "Decision report with scorecard",
      "title": "Corporate parenting update and scorecard", "cover_heading": "Decision report",
      "has_cover": False, "has_contents": False, "numbering": "decimal"}, DECISION),
    ({"code": "annual", "name": "Annual report", "title": "Annual report",
      "cover_foot": "Annual Report {year}"}, ANNUAL),
    ({"code": "plan", "name": "Strategic action plan", "title": "Strategic action plan",
      "cover_title": "{title}", "cover_foot": "", "has_contents": False,
      "has_landscape": True}, PLAN),
    ({"code": "scorecard", "name": "Scorecard", "title": "Scorecard",
      "cover_heading": "Scorecard for", "has_contents": False}, SCORECARD),
)  # fmt: skip
