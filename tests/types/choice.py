"""What the tests know of a choice question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - id: choice
    level: advanced
    stem: Which?
    options: [{text: Right, correct: true}, {text: Wrong, feedback: Because it is not.}, Other]
    explanation: So it is.
  - id: many
    stem: Which ones?
    options: [{text: One, correct: true}, {text: Two, correct: true}, Three, {text: None of these}]
""",
    wild="""\
  - {id: choice, stem: T1, options: [{text: T0, correct: true, feedback: T3}, {text: T4, id: x}, "no"], hints: [T3, T4]}
""",
    right={"choice": ("=Right",), "many": ("=One =Two",)},
    wrong={"choice": ("=Wrong",), "many": ("=Three",)},
    judges={"byheart.items.choice": "grade _score", "byheart.model.grades": "graded judged"},
    printed={
        "choice of one": ("Which of these is recall?", "Saying it with the book closed"),
        "choice of many": ("Which of these are harder now and better later?", "A Spacing B Mixing"),
    },
)
