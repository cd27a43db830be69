"""Homes, their inspections, and what was required and done about them."""
