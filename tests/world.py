"""One of everything, so that each route has something to show."""

from dataclasses import dataclass
from datetime import date

from corporate_parenting.roles import Role
from reports.models import Report
from scorecard.periods import parse
from tests.factories import (
    make_acronym,
    make_action,
    make_agency,
    make_area,
    make_commentary,
    make_council,
    make_entry,
    make_exempt_passage,
    make_figure_import,
    make_figure_mapping,
    make_indicator,
    make_language_word,
    make_lead,
    make_measurement,
    make_note,
    make_passage,
    make_plan_import,
    make_quotation,
    make_regular_report,
    make_report,
    make_strand,
    make_target,
    make_timescale,
    make_user,
)
from tests.home_factories import area as judgement_area
from tests.home_factories import (
    grade,
    make_authority_inspection,
    make_authority_judgement,
    make_home,
    make_improvement_action,
    make_inspection,
    make_notice,
    make_ofsted_import,
    make_requirement,
    make_visit,
    scale,
)
from tests.reports.publishing import (
    clear,
    make_archive_copy,
    make_comment,
    make_publication,
    make_rendering,
    publish,
    submit,
)
from tests.reports.word_templates import make_word_template

# What `pk` means on a route whose name does not begin with the object's own name.
OBJECT_OF_ROUTE = {
    "actions:status-set": "action",
    "reports:part-readers": "part",
    "reports:report-start": "planned",
    "reports:report-clearance": "submitted",
    "reports:report-return": "submitted",
    "reports:report-clear": "submitted",
    "reports:report-release": "cleared",
    "reports:report-publish": "cleared",
    "reports:publication-edition": "exempt",
    "reports:publication-edition-pdf": "exempt",
    "reports:publication-edition-docx": "exempt",
    "reports:rendering-edition-pdf": "madeexempt",
    "reports:rendering-edition-docx": "madeexempt",
}
FIXED = {
    "place": "1",
    "edition": "members",
    "kind": "csv",
    "app_label": "actions",
    "content_type_id": "1",
    "url": "nothing",
    "key": "no-such-key",
    "uidb36": "1",
    "provider_id": "council",
}


@dataclass
class World:
    """Objects by the noun that routes call them; ``user`` leads the strand."""

    objects: dict[str, object]

    def argument(self, route: str, name: str) -> object:
        """The value of the argument ``name`` of ``route``."""
        if name in FIXED:
            return FIXED[name]
        if name in ("object_id", "id"):
            return getattr(self.row(route), "pk", 1)
        noun = name.removesuffix("_pk")
        if name == "pk":
            noun = OBJECT_OF_ROUTE.get(route) or route.rpartition(":")[2].partition("-")[0]
        return self.objects[noun].pk

    def row(self, route: str) -> object:
        """The object of a route of the admin: admin:actions_plan_change."""
        name = route.removeprefix("admin:").removesuffix("_simple_history")
        # Django names this one after its own user, whose place ours has taken.
        name = name.replace("auth_user", "corporate_parenting_user")
        models = (name, name.rpartition("_")[0], name.removesuffix("_password_change"))
        return next(
            (
                row
                for row in self.objects.values()
                if row._meta.label_lower.replace(".", "_") in models
            ),
            None,
        )


def make_world() -> World:
    council = make_council()
    leader = make_user(Role.LEAD)
    lead = make_lead(user=leader, agency=make_agency())
    strand = make_strand(lead, action=make_action())
    timescale = make_timescale(strand)
    note = make_note(strand)
    return World(
        {
            "council": council,
            "plan": strand.action.priority.plan,
            "priority": strand.action.priority,
            "action": strand.action,
            "strand": strand,
            "timescale": timescale,
            "note": note,
            "lead": lead,
            "agency": lead.agency,
            "user": leader,
            "acronym": make_acronym(),
            "languageword": make_language_word(word="seen", better="visited"),
            "import": make_plan_import(uploaded_by=leader),
            **papers(note),
            **scorecard(strand.action.priority, lead),
            **homes(lead, strand.action),
        }
    )


def homes(lead, action):
    """A home that the lead answers for, with an inspection and all that may follow from one."""
    home = make_home(lead=lead)
    inspection = make_inspection(home)
    of_council = make_authority_inspection()
    make_authority_judgement(of_council)
    return {
        "authorityinspection": of_council,
        "home": home,
        "inspection": inspection,
        "requirement": make_requirement(inspection),
        "link": make_improvement_action(inspection, action=action),
        "notice": make_notice(home),
        "visit": make_visit(home),
        "gradingscale": scale(),
        "grade": grade(),
        "judgementarea": judgement_area(),
        "ofstedimport": make_ofsted_import(uploaded_by=lead.user),
    }


def scorecard(priority, lead):
    """An indicator that the lead answers for, with its target, figure and commentary."""
    area, period = make_area(), parse("Quarter 3 2019-20")
    indicator = make_indicator(priority=priority, owner=lead)
    return {
        "area": area,
        "indicator": indicator,
        "target": make_target(indicator),
        "measurement": make_measurement(indicator, area, period, 72),
        "commentary": make_commentary(indicator, period),
        "mapping": make_figure_mapping(indicator),
        "figureimport": make_figure_import(uploaded_by=lead.user),
    }


def papers(note):
    """A draft whose paper is ready, one paper for each step after it, and one published before."""
    plan = note.action.priority.plan
    publication = make_publication(plan=plan, held_on=date(2019, 3, 8))
    exempt = make_report(plan=plan, held_on=date(2018, 12, 14))
    make_exempt_passage(exempt)
    made_exempt = make_rendering(exempt)
    make_archive_copy(publication)
    submitted, cleared = (
        make_report(plan=plan, held_on=date(2019, month, 13)) for month in (9, 12)
    )
    submit(submitted)
    clear(cleared)
    report = make_report(plan=plan)
    entry, item = make_entry(report, note), make_passage(report)
    return {
        "publication": publication,
        "other": publication,  # a paper beside itself
        "exempt": publish(exempt, made_exempt),
        "madeexempt": made_exempt,
        "submitted": submitted,
        "cleared": cleared,
        "comment": make_comment(submitted),
        "planned": make_report(plan=plan, held_on=date(2020, 3, 13), state=Report.State.PLANNED),
        "report": report,
        "meeting": report.meeting,
        "entry": entry,
        "passage": item,
        "quotation": make_quotation(has_consent=False),
        "regularreport": make_regular_report(report.meeting),
        "paperkind": report.kind,
        "kindpart": report.parts[0],
        "wordtemplate": make_word_template(is_in_use=False),
        "part": next(each for each in report.parts if each.section == "words"),
        "rendering": make_rendering(report),
    }
