"""What an engine said is told so that the beginning, each header and the end are there, and no more than somebody reads."""

from byheart.engine.relay import relay

MKDOCS = """\
INFO    -  Cleaning site directory
INFO    -  The following pages exist in the docs directory, but are not included in the "nav" configuration:
  - draft.md
WARNING -  Doc file 'a.md' contains a link 'b.md', but the target is not found among documentation files.
INFO    -  Doc file 'a.md' contains a link '#x', but there is no such anchor on this page.

Aborted with 1 warnings in strict mode!
"""
ZENSICAL = """\
Build started
\x1b[33mWarning:\x1b[0m page does not exist
   ╭─[ a.md:3:6 ]
   │
 3 │ [no](b.md)
   │      ──┬──
   │        ╰──── page does not exist
───╯
1 issue found
Traceback (most recent call last):
  File "main.py", line 81, in execute_build
    build()
RuntimeError: Aborted because --strict flag is set
"""


def test_what_is_no_fault_is_left_out_whole() -> None:
    """A remark goes with the lines below it; warnings and the end stay."""
    assert relay(MKDOCS) == [
        "WARNING -  Doc file 'a.md' contains a link 'b.md', but the target is not found among documentation files.",
        "Aborted with 1 warnings in strict mode!",
    ]


def test_a_warning_keeps_its_place() -> None:
    """Zensical's drawing of a place stays whole, without colours; its traceback does not."""
    said = relay(ZENSICAL)

    assert said[0] == "Warning: page does not exist"
    assert "   ╭─[ a.md:3:6 ]" in said
    assert said[-1] == "1 issue found"


def test_a_long_list_keeps_its_header_and_its_first_lines() -> None:
    """The sentence that says why stands above the list and is told, however long the list is."""
    listed = "".join(f"  - decks/many/deck-{n}.md\n" for n in range(1000))
    said = relay(
        f"WARNING -  The following pages are not in the nav:\n{listed}WARNING -  Another.\nAborted\n"
    )

    assert said[:2] == ["WARNING -  The following pages are not in the nav:", "  - decks/many/deck-0.md"]
    assert said[-3:] == ["  … and 992 more", "WARNING -  Another.", "Aborted"]
    assert len(said) < 15


def test_of_many_messages_the_first_and_the_last_are_told() -> None:
    """Thousands of warnings become a page, which begins with the first one and ends with how it ended."""
    said = relay("".join(f"WARNING -  number {n}\n" for n in range(5000)) + "Aborted with 5000 warnings\n")

    assert said[0] == "WARNING -  number 0"
    assert said[-1] == "Aborted with 5000 warnings"
    assert "… 4942 lines left out …" in said
    assert len(said) == 60


def test_of_a_traceback_the_last_line_is_told() -> None:
    """What a plugin of the site owner raised is said in one line."""
    said = relay('Traceback (most recent call last):\n  File "x.py", line 1\n    y()\nValueError: no good\n')

    assert said == ["ValueError: no good"]
