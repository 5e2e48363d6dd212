"""What the tests know of a labelled picture."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: label, label: Which?, image: p.png, alt: A shape, boxes: [{id: top, at: [0, 0, 20, 20], name: The corner}]}
""",
    wild="""\
  - id: label
    type: label
    typed: true
    label: T0
    image: T1
    alt: T3
    boxes: [{id: a, at: [0, 0, 10, 10], name: T4, also: T1}, {id: b, at: [20, 0.5, 10, 10], name: T0}]
""",
    judges={"byheart.items._texts": "", "byheart.items.label": "grade accepted"},
    printed={
        "label": ("Which part of a nerve cell is this? 1 2", "[1] Axon"),
        "second box": ("Which part of a nerve cell is this? 1 2", "[2] Cell body"),
        "typed label": ("What is it called? 1", "[1] Dendrites"),
    },
)
