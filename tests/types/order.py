"""What the tests know of an order question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: steps, type: order, stem: In order!, steps: [first, second, third]}
""",
    wild="""\
  - {id: order, type: order, stem: T4, steps: [T0, {text: T1, id: x}, T3], explanation: T4}
""",
    right={"steps": ("=first =second =third",)},
    wrong={"steps": ("=third =second =first",)},
    judges={"byheart.items.order": "grade _follows ranks tied", "byheart.model.grades": ""},
    printed={"order": ("In which order does one learn?", "Reading comes first.")},
)
