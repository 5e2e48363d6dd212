"""What the tests know of a true-false question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: statement, type: true-false, stem: It is so., key: true, feedback: {false: It is.}}
""",
    wild="""\
  - {id: true-false, type: true-false, stem: T0, key: true, feedback: {true: T1, false: T3}, explanation: T4}
""",
    right={"statement": ("t",)},
    wrong={"statement": ("false",)},
    judges={"byheart.items.true_false": "grade key_id"},
    printed={
        "true-false": ("Rereading is the strongest way to learn. ☐ True ☐ False", "False Recall is stronger.")
    },
)
