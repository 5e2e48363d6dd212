"""What the tests know of a cloze."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: cloze, cloze: "A {{c1::blank}} here."}
""",
    wild="""\
  - {id: cloze, cloze: T2, typed: true}
""",
    judges={"byheart.items._texts": "", "byheart.items.cloze": "grade accepted"},
    printed={
        "typed cloze": ("Recall strengthens more than reading.", "memory"),
        "revealed cloze": ("Small weights are , and the rest is trained again.", "pruned"),
        "second blank": ("Small weights are pruned, and the rest is", "trained again"),
    },
)
