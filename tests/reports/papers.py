"""Papers of the made-up Fernmoor Council."""

from reports.document import (
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Recommendation,
    SignOff,
    Table,
    arranged,
    prose_blocks,
)


def make_document(*blocks, draft=False, **changes):
    words = {
        "title": "Update Report for Corporate Parenting Board, 8 April 2027",
        "council": "Fernmoor Council",
        "cover": Cover(
            group="Children in Our Care Strategic Group",
            heading="Update Report for",
            body="Corporate Parenting Board",
            meeting_on="8 April 2027",
            draft=draft,
        ),
        "colour": "#5b2a6e",
    }
    return Document(blocks=blocks, **words | changes)


CULTURE = """Our cultural partner, the Tannery, ran a spring programme with carers and children.
Its workers now come to the carers' forum each month.

Match funding of £10k paid for:

- Step Together – eight weeks of street dance at the Tannery.
  - Mondays for children under eleven
  - Thursdays for young people and care leavers
- Little Drums – songs and movement for the under-fives.
- Film night – young people choose the film and run the door.

Carers told us what changed:

> He came home and talked about it at tea, which he never does. He asked to go again before I had
> even found my keys.

Details are on [the Tannery's own page](https://tannery.fernmoor.example/programme).
"""

HOMES = """The review of our residential provision is done. Larch House opened in February with
places for three young people, and its first inspection is expected before the summer. Recruiting
managers remains the **greatest risk**: two posts were advertised three times.

### What we are doing

1. Paying a retention supplement from May.
2. Training four deputies towards registration:
   - two at Larch House,
   - two at Quarry Lane.
3. Sharing a relief team with the neighbouring council.

### What could still go wrong

Emergency requests rose from four a month to seven. If that goes on, one home will have to be kept
for short stays, and the young people who live there would have to be asked first.
"""

CARERS = """Eleven households were approved in the year, and six left. The hub model, in which an
experienced carer supports up to ten households, starts in September.

#### How we will know that it works

- Fewer moves that nobody planned
- Carers who stay with us longer
- Brothers and sisters who see each other more often
- Respite with people whom the child knows
"""

VOICE = """Young people on the Fernmoor Children in Care Council interviewed for two posts, wrote
the questions themselves and met the Director twice. Their film about moving home was shown to
every new social worker.

They asked the board for three things: *a say in which books and toys are in each home*, one phone
number that is always answered, and an end to belongings being moved in bags.
"""

RECOMMENDATION = """The board is asked to:

- note the progress
- agree the hub

## What that needs

One vote.
"""


def sample_report(*, draft=False, repeats=1):
    """An update report of about six pages, or of more with ``repeats``."""
    homes = Table(
        "Judgements of our homes as at 31 March 2027",
        (Column("Home", 15), Column("Last full inspection", 25), Column("Judgement", 25),
         Column("What the inspector asked for")),
        tuple(_home(number) for number in range(1, 25)),
    )  # fmt: skip
    blocks = [
        Heading(2, "Section 1: Items discussed"),
        Heading(3, "Children in Our Care and Care Leavers action plan: progress"),
        *_item("Priority 2. Improve life chances", "2.4", "Cultural experiences", CULTURE),
        *_item("Priority 3. Keep families together", "3.3", "New therapeutic provision", HOMES),
        Heading(5, "Fostering", number="3.4"),
        *prose_blocks(CARERS, level=6),
        *_item("Priority 5. Listen and act", "5.10", "Voice of young people", VOICE) * repeats,
        Heading(3, "Our homes"),
        homes,
        Heading(2, "Section 2: What the board is asked to do"),
        Recommendation(
            prose_blocks(RECOMMENDATION, level=3),
            number="2.1",
        ),
        SignOff("Nia Fellside", "Head of Children in Our Care", "24 March 2027"),
    ]
    return arranged(make_document(*blocks, draft=draft))


def _item(priority, reference, title, text):
    return (
        Heading(4, priority),
        Heading(5, title, number=reference),
        *prose_blocks(text, level=6),
    )


def _home(number):
    return (
        Cell((f"Home {number}",), header=True),
        Cell((f"{number} March 2026",)),
        Cell(("Good",) if number % 3 else ("Requires improvement to be good",)),
        Cell(("Written risk assessments", f"Reviews within {number + 10} days")),
    )
