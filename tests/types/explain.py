"""What the tests know of an explain prompt."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - id: own
    prompt: Explain.
    concepts: [{id: c1, text: Idea one, card: card}, {id: c2, text: Idea two}, {id: c3, text: Idea three}]
    model_answer: Like this.
""",
    wild="""\
  - {id: explain, prompt: T0, concepts: [{id: a, text: T1, counts_if: T3}, {id: b, text: T4}], model_answer: T0}
""",
    judges={"byheart.items.explain": "grade got _halves"},
    printed={
        "explain": ("Explain why recall is hard.", "There is no cue"),
        "explain by producing": ("Write a sentence about forgetting.", "We forget what we do not use."),
    },
)
