"""What the tests know of a card."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: card, front: Front?, back: The back., reversed: true, hint: A nudge., tags: [cards]}
""",
    wild="""\
  - {id: reversed, front: T0, back: T1, reversed: true}
""",
    printed={
        "card": ("A network that learned its examples by heart", "overfitted"),
        "reversed card": ("overfitted", "A network that learned its examples by heart"),
    },
)
