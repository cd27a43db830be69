from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    """Apart from what tells the plans apart: PostgreSQL makes no index over rows just changed."""

    dependencies = [
        ("actions", "0008_plans_of_a_board_and_uploads"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                Lower("board"),
                Lower("title"),
                name="plan_title_once_per_board",
                violation_error_message=(
                    "This board has a plan of this title. Change that plan, or choose another "
                    "title, such as one with the years."
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                Lower("board"),
                condition=models.Q(("state", "current")),
                name="plan_current_once_per_board",
                violation_error_message="This board has a current plan. Archive that one first.",
            ),
        ),
    ]
