"""What the tests know of a match question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: pairs, type: match, stem: Match!, pairs: [{left: a, right: x}, {left: b, right: y}], extra: [z]}
""",
    wild="""\
  - {id: match, type: match, stem: T0, pairs: [{left: T1, right: T3}, {left: T4, right: T0}], extra: [T1]}
""",
    right={"pairs": ("=x =y",)},
    wrong={"pairs": ("=z =z",)},
    judges={"byheart.items.match": "grade key", "byheart.model.grades": ""},
    printed={"match": ("What belongs together?", "Spider")},
)
