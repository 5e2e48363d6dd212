"""What the tests know of a predict question."""

from tests.of_types import OfType

OF_TYPE = OfType(
    studied="""\
  - {id: code, type: predict, stem: What?, language: python, code: "print(1)\\nprint(2)", output: "1\\n2"}
""",
    wild="""\
  - {id: predict, type: predict, stem: T1, language: T0, code: T3, output: T4}
  - {id: raises, type: predict, stem: T1, language: python, code: T3, raises: T4}
""",
    right={
        "code": (
            "A",
            "1",
            "2",
            ".",
        )
    },
    wrong={
        "code": (
            "A",
            "2",
            ".",
        )
    },
    judges={"byheart.items.predict": "grade happens lines_of name_of"},
    printed={"predict": ("What does this print? for n in range(2): print(n)", "0 1")},
)
