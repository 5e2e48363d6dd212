"""What the tests know of a numeric question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: number, type: numeric, stem: How many?, key: 3145, unit: m, foreseen: [{value: 1, feedback: Too few.}]}
""",
    wild="""\
  - {id: numeric, type: numeric, stem: T1, key: 1, unit: T3, foreseen: [{value: 2, feedback: T0}]}
""",
    right={"number": ("3145",)},
    wrong={"number": ("1",)},
    judges={
        "byheart.items.numeric": "grade _is_right _meets foreseen_by around",
        "byheart.items._numbers": "read_number _without_unit _magnitudes _fraction _decimals decimal_mark unit_form",
        "byheart.model.grades": "",
    },
    printed={"numeric": ("How cold is it at the pole today? °C", "\N{MINUS SIGN}16 °C")},
)
