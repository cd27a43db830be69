"""Homes: grading scales, homes, inspections with what follows from them, notices and visits."""

from homes.models.authority import NOT_INSPECTED, AuthorityInspection, AuthorityJudgement
from homes.models.events import Notice, PublicationMail, Visit
from homes.models.grades import Grade, GradingScale, JudgementArea
from homes.models.homes import Home
from homes.models.imports import OfstedImport
from homes.models.inspections import ImprovementAction, Inspection, Judgement, Requirement

__all__ = [
    "NOT_INSPECTED",
    "AuthorityInspection",
    "AuthorityJudgement",
    "Grade",
    "GradingScale",
    "Home",
    "ImprovementAction",
    "Inspection",
    "Judgement",
    "JudgementArea",
    "Notice",
    "PublicationMail",
    "OfstedImport",
    "Requirement",
    "Visit",
]
