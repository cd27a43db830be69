"""The words of the made-up plan, of the length and kind that people write."""

PLAIN = (
    "The fostering team met {0} families in Fernmoor this month. Two of them have begun their "
    "training, and one was approved by the panel. The care council asked for more choice near "
    "the schools that young people go to now. We shall come back to this in spring."
)
LISTED = (
    "Since the last meeting:\n\n- {0} young people have a **personal adviser**\n"
    "- the drop-in at Fernmoor Hall opens on *two* evenings\n- the virtual school wrote to all "
    "carers\n\nThe next step is a visit to the children's homes with two councillors."
)
# In one note of two hundred: what the search looks for.
SEARCHED = "The {0} people on the lighthouse project told the board what helped them most."
WORDING = (
    "Find each child a settled home near the people who matter to them, number {0} in the plan, "
    "and ask them twice a year whether it still feels like one."
)
