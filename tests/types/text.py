"""What the tests know of a text question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: word, type: text, stem: Say it., accept: [word, words], foreseen: [{match: wrod, feedback: Look again.}]}
""",
    wild="""\
  - {id: text, type: text, stem: T3, accept: [T0, T1], foreseen: [{match: T4, feedback: T3}], pattern: T1}
""",
    right={"word": ("Words",)},
    wrong={"word": ("wrod",)},
    judges={
        "byheart.items.text": "grade _is_right foreseen_by",
        "byheart.items._texts": "tidy fold form forms _unpointed is_one_of",
        "byheart.items._pattern": "matches",
    },
    printed={"text": ("What is it called when a network learns its examples by heart?", "overfitting")},
)
