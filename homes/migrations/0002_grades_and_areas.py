"""The scales that inspectorates use, with their words. Administrators change them afterwards."""

from django.db import migrations
from django.utils import timezone

WHY = "Came with the application."

# Scale: code, name, meaning; grades: name, short name, tone, is a judgement, months to the next,
# other spellings.
SCALES = [
    (
        "ofsted_four",
        "Ofsted’s four grades",
        "How a home is judged at a full inspection, and a council as a whole.",
        [
            ("Outstanding", "", "best", True, 12, []),
            ("Good", "", "good", True, 12, []),
            (
                "Requires improvement to be good",
                "Requires improvement",
                "concern",
                True,
                6,
                ["RI", "R.I.", "Adequate"],
            ),
            ("Inadequate", "", "failing", True, 6, []),
        ],
    ),
    (
        "ofsted_interim",
        "Ofsted’s interim inspections",
        "What changed since the full inspection before; it is no grade.",
        [
            (
                "Improved effectiveness",
                "",
                "plain",
                False,
                12,
                ["Improved", "Improved in effectiveness"],
            ),
            ("Sustained effectiveness", "", "plain", False, 12, ["Sustained"]),
            ("Declined in effectiveness", "", "plain", False, 12, ["Declined"]),
        ],
    ),
    (
        "ofsted_assurance",
        "Ofsted’s assurance inspections",
        "Whether there are serious or widespread concerns; it is no grade.",
        [
            (
                "No serious or widespread concerns",
                "",
                "plain",
                False,
                12,
                ["No concerns"],
            ),
            (
                "Serious or widespread concerns",
                "",
                "plain",
                False,
                6,
                ["Serious concerns", "Widespread concerns"],
            ),
        ],
    ),
    (
        "supported_accommodation",
        "Supported accommodation for 16 and 17 year olds",
        "Three outcomes, given to the provider.",
        [
            (
                "Consistently strong service delivery",
                "Consistently strong",
                "good",
                True,
                12,
                ["Strong"],
            ),
            ("Inconsistent quality of service delivery", "Inconsistent", "concern", True, 12, []),
            (
                "Serious or widespread weaknesses",
                "",
                "failing",
                True,
                6,
                ["Serious weaknesses", "Widespread weaknesses"],
            ),
        ],
    ),
    (
        "six_points",
        "Six points",
        "From 6, excellent, to 1, unsatisfactory; the lowest decides.",
        [
            ("Excellent", "", "best", True, 12, ["6", "6 Excellent"]),
            ("Very good", "", "best", True, 12, ["5", "5 Very good"]),
            ("Good", "", "good", True, 12, ["4", "4 Good"]),
            ("Adequate", "", "concern", True, 12, ["3", "3 Adequate"]),
            ("Weak", "", "concern", True, 6, ["2", "2 Weak"]),
            ("Unsatisfactory", "", "failing", True, 6, ["1", "1 Unsatisfactory"]),
        ],
    ),
]

# Subject, code, name, short name, is overall, other heads of its column.
AREAS = [
    (
        "home",
        "overall",
        "Overall experiences and progress of children and young people",
        "Overall",
        True,
        ["Overall experiences and progress", "Overall effectiveness", "Judgement"],
    ),
    (
        "home",
        "help_and_protection",
        "How well children and young people are helped and protected",
        "Help and protection",
        False,
        ["Helped and protected"],
    ),
    (
        "home",
        "leaders",
        "The effectiveness of leaders and managers",
        "Leaders and managers",
        False,
        ["Leadership and management"],
    ),
    (
        "home",
        "education",
        "Outcomes in education and related learning activities",
        "Education",
        False,
        ["Education and learning"],
    ),
    ("home", "health", "Health services", "Health", False, []),
    ("authority", "overall", "Overall effectiveness", "Overall", True, []),
    (
        "authority",
        "leaders",
        "The impact of leaders on social work practice with children and families",
        "Leaders",
        False,
        ["Impact of leaders"],
    ),
    (
        "authority",
        "help_and_protection",
        "The experiences and progress of children who need help and protection",
        "Help and protection",
        False,
        ["Experiences and progress of children who need help and protection"],
    ),
    (
        "authority",
        "in_care",
        "The experiences and progress of children in care",
        "Children in care",
        False,
        ["Experiences and progress of children in care"],
    ),
    (
        "authority",
        "care_leavers",
        "The experiences and progress of care leavers",
        "Care leavers",
        False,
        ["Experiences and progress of care leavers"],
    ),
]


def fill(apps, schema_editor):
    """Add each scale, grade and area that is not there, with its history."""
    for code, name, meaning, grades in SCALES:
        scale = _add(apps, "GradingScale", {"code": code}, name=name, meaning=meaning)
        for order, (grade, short, tone, is_judgement, months, spellings) in enumerate(grades, 1):
            _add(
                apps,
                "Grade",
                {"scale_id": scale.pk, "name": grade},
                short_name=short,
                order=order,
                tone=tone,
                is_judgement=is_judgement,
                months_to_next=months,
                other_spellings="\n".join(spellings),
            )
    for order, (subject, code, name, short, is_overall, heads) in enumerate(AREAS, 1):
        _add(
            apps,
            "JudgementArea",
            {"subject": subject, "code": code},
            name=name,
            short_name=short,
            order=order,
            is_overall=is_overall,
            other_spellings="\n".join(heads),
        )


def _add(apps, model, key, **fields):
    rows = apps.get_model("homes", model).objects
    if row := rows.filter(**key).first():
        return row
    row = rows.create(**key, **fields)
    record = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    apps.get_model("homes", f"Historical{model}").objects.create(
        **record, history_type="+", history_date=timezone.now(), history_change_reason=WHY
    )
    return row


class Migration(migrations.Migration):
    dependencies = [("homes", "0001_first")]

    # On the way back they stay until their tables go: what stands is not added twice.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
