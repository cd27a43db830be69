"""The action plan: plans, who leads, what is done where and by when, and progress."""

from actions.models.imports import PlanImport
from actions.models.leads import Agency, Lead
from actions.models.plans import Action, Plan, Priority, Status
from actions.models.progress import EvidenceLink, ProgressNote
from actions.models.strands import Strand, StrandLead, Timescale

__all__ = [
    "Action",
    "Agency",
    "EvidenceLink",
    "Lead",
    "Plan",
    "PlanImport",
    "Priority",
    "ProgressNote",
    "Status",
    "Strand",
    "StrandLead",
    "Timescale",
]
