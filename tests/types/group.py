"""What the tests know of a group."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - id: group
    type: group
    stem: The passage.
    parts: [{id: part, type: true-false, stem: About it., key: false}]
""",
    wild="""\
  - id: group
    type: group
    stem: T3
    parts:
      - {id: part, type: true-false, stem: T0, key: false}
""",
    right={"part": ("false",)},
    wrong={"part": ("true",)},
    printed={
        "group": ("A network knows its training set by heart.", ""),
        "part of a group": ("It will do as well on new data. ☐ True ☐ False", "False"),
    },
)
