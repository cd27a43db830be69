"""The states of a paper in words: what comes next, and who may do it."""

NEXT = {
    "planned": "Next, an author starts the draft.",
    "drafting": "Next, an author makes the paper and sends it to clearance.",
    "in_clearance": (
        "Next, an approver who did not write in it reads the paper, and clears it or returns it. "
        "Nothing in it can be changed meanwhile."
    ),
    "cleared": "Next, democratic services or an approver release it.",
    "released": "Next, democratic services or an approver publish it.",
    "published": ("An author can correct it; democratic services or an approver can withdraw it."),
    "withdrawn": "An author can correct it. Its next version is then read in its place.",
}
