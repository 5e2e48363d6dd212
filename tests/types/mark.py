"""What the tests know of a mark question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: slips, type: mark, stem: Mark!, text: "One [[two]] four [[four]].", marks: [{text: One, feedback: One it is.}]}
""",
    wild="""\
  - {id: mark, type: mark, stem: T4, text: T5, marks: [{text: T0, feedback: T3}]}
  - {id: lines, type: mark, stem: T0, language: T1, code: T3, marks: [{text: T4, feedback: T0}]}
""",
    right={"slips": ("2 4",)},
    wrong={"slips": ("1, 3",)},
    judges={"byheart.items.mark": "grade _score"},
    printed={
        "mark": (
            "Mark the words that are wrong. A network learns by reading its examples once.",
            "reading; once",
        ),
        "mark lines": ("Mark the line with the mistake.", "Line 2: total = 1"),
    },
)
