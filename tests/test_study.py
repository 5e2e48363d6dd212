"""`byheart study`: a session with a learner who types, judged as on the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from byheart.catalogue import Translator, catalogue
from byheart.content.deck import LoadedDeck, read_deck
from byheart.items import ITEM_TYPES
from byheart.items.choice import Choice
from byheart.model.values import Level
from byheart.source import read
from byheart.terminal.study import Score, Session, Stopped, tasks
from tests.of_types import deck_of, merged

GRADING = Path(__file__).parent / "cases" / "grading"

DECK = f"title: All types\nlevel: beginner\n{deck_of('studied')}"


def loaded(text: str = DECK) -> LoadedDeck:
    source, found = read("content/t/d.yml", text.encode())
    assert source is not None, found
    deck, problems = read_deck(source, "t/d")
    assert problems == []
    return deck


class Learner:
    """Types given lines, and then stops; keeps what was said. A line may be looked up in what was said last."""

    def __init__(self, *lines: str) -> None:
        self.lines: Iterator[str] = iter(lines)
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        line = next(self.lines, None)
        if line is None:
            raise Stopped
        return " ".join(self.letter(word[1:]) if word.startswith("=") else word for word in line.split(" "))

    def letter(self, text: str) -> str:
        """The letter before a text that was listed."""
        return next(line[0] for line in reversed(self.heard) if line[1:] == f"  {text}")

    @property
    def text(self) -> str:
        return "\n".join(self.heard)


def studied(
    item: str, *lines: str, language: str = "en", seed: str = "1", site: str = "en", text: str = DECK
) -> tuple[Score, Learner]:
    """A session over the faces of one item of the deck."""
    deck, learner = loaded(text), Learner(*lines)
    chosen = [task for task in tasks(deck) if task[0].id == item]
    session = Session(deck, chosen, learner.ask, learner.heard.append, 80, seed, language, Translator(site))
    try:
        session.run()
    except Stopped:
        learner.heard.append("(stopped)")
    return session.score, learner


RIGHT = merged("right")
WRONG = merged("wrong")


@pytest.mark.parametrize("item", RIGHT)
def test_a_right_response_is_right_at_once(item: str) -> None:
    """Each type of question is answered in the way that its prompt says, and counts at the first try."""
    score, learner = studied(item, *RIGHT[item])

    assert score == Score(asked=1, questions=1, right=1)
    assert "Correct." in learner.heard
    assert "Try once more" not in learner.text


@pytest.mark.parametrize("item", WRONG)
def test_a_wrong_response_has_a_second_try(item: str) -> None:
    """After a wrong response comes one more; the key is told only after that, and the first response counts."""
    score, learner = studied(item, *WRONG[item], *RIGHT[item])
    before, _, after = learner.text.partition("Try once more")

    assert score == Score(asked=1, questions=1, right=0, at_second=1)
    assert "Correct." in after
    assert "Key" not in before
    assert "← key" not in before


@pytest.mark.parametrize("item", WRONG)
def test_two_wrong_responses_end_with_the_key(item: str) -> None:
    """There is no third try."""
    score, learner = studied(item, *WRONG[item], *WRONG[item], "n")

    assert score == Score(asked=1, questions=1)
    assert "Key" in learner.text or "← key" in learner.text


@pytest.mark.parametrize("item", RIGHT)
def test_enter_alone_gives_the_answer(item: str) -> None:
    """Who does not know sees the key and goes on."""
    score, learner = studied(item, "")

    assert score == Score(asked=1, questions=1)
    assert "Not right." not in learner.heard
    assert "Key" in learner.text or "← key" in learner.text


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("choice", "Because it is not."),
        ("statement", "It is."),
        ("number", "Too few."),
        ("word", "Look again."),
        ("slips", "One it is."),
        ("code", "    + 1"),
    ],
)
def test_a_wrong_response_gets_its_feedback(item: str, said: str) -> None:
    """What the author says of a response, or how an output differs, is told before the second try."""
    assert said in studied(item, *WRONG[item])[1].text.partition("Try once more")[0]


@pytest.mark.parametrize(
    ("item", "line", "said"),
    [
        ("choice", "Z", "from A to C"),
        ("choice", "A B", "one option"),
        ("steps", "A", "all 3 letters"),
        ("pairs", "A", "2 letters"),
        ("number", "many", "write a number"),
        ("number", "3145 kg", "number alone"),
        ("slips", "5", "from 1 to 4"),
        ("code", "7", "from A to C"),
    ],
)
def test_what_cannot_be_read_is_asked_again(item: str, line: str, said: str) -> None:
    """A slip of the fingers is no response."""
    score, learner = studied(item, line, *RIGHT[item])

    assert score.right == 1
    assert said in learner.text


def test_partial_credit_is_told_in_words() -> None:
    """How many of the key were found, and how many wrong ones were chosen."""
    assert "Partly right: 1 of 2 found." in studied("many", "=One")[1].heard
    assert "Partly right: 2 of 2 found, 1 wrong." in studied("many", "=One =Two =Three")[1].heard
    assert "Partly right: 1 of 2." in studied("pairs", "=x =z")[1].heard


def test_a_number_with_two_readings_is_asked_back() -> None:
    """What means different numbers in different languages is not guessed."""
    score, learner = studied("number", "3,145", "A")
    assert "Is that A 3145 or B 3.145? " in learner.heard
    assert score.right == 1

    score, learner = studied("number", "3.145", "A", language="de")
    assert "Is that A 3145 or B 3.145? " in learner.heard
    assert score.right == 1


def test_a_learner_may_count_a_text_as_right() -> None:
    """Nobody but the learner knows whether an unforeseen wording meant the key; asked only after the second try."""
    score, learner = studied("word", "term", "term", "y")

    assert score == Score(asked=1, questions=1, at_second=1)
    assert learner.text.count("Count it as right?") == 1


def test_cards_are_judged_by_the_learner() -> None:
    """Front and back in both directions, hints only for the front, and each rating counts."""
    score, learner = studied("card", "?", "", "good", "?", "maybe", "a")
    first, _, second = learner.text.partition("── 2 of 2 ──")

    assert score == Score(asked=2, cards=2, known=1)
    assert "Hint: A nudge." in first
    assert "Hint" not in second
    assert first.index("Front?") < first.index("Back: The back.")
    assert second.index("The back.") < second.index("Front: Front?")
    assert "Write one of" in second


def test_an_open_question_says_that_it_has_no_answer() -> None:
    """The learner judges what they said, and nothing is missing where the back would be."""
    text = "title: T\ncards:\n  - {id: open, front: Why?, open: true, hint: Think.}\n"
    score, learner = studied("open", "", "g", text=text)

    assert score == Score(asked=1, cards=1, known=1)
    assert "There is no one answer: say it in your own words, or discuss it." in learner.heard


def test_a_cloze_opens_its_blank() -> None:
    """The blank is open until the learner asks."""
    _, learner = studied("cloze", "", "g")

    assert "A […] here." in learner.heard
    assert "Answer: A blank here." in learner.heard


@pytest.mark.parametrize(
    ("lines", "known", "said"),
    [
        (("Paris", "the light"), 1, "Correct."),
        (("paris ", "light"), 1, "Correct."),
        (("Paris", "", "Paris", "light"), 0, "Partly right: 1 of 2."),
        (("", ""), 0, "Answer: Paris is the city of light."),
    ],
)
def test_a_typed_cloze_is_judged_by_what_is_typed(lines: tuple[str, ...], known: int, said: str) -> None:
    """One line for each blank, a second try, and nothing for the learner to judge; it counts as a card."""
    cloze = "{{c1::Paris}} is the city of {{c1::light}}."
    item = f'{{id: a, cloze: "{cloze}", typed: true, also: [{{blank: light, accept: the light}}]}}'
    score, learner = studied("a", *lines, text=f"title: Typed\ncards:\n  - {item}\n")

    assert score == Score(asked=1, cards=1, known=known)
    assert said in learner.heard
    assert "Answer: Paris is the city of light." in learner.heard
    assert "Your response (2/2): " in learner.heard


def test_an_explanation_is_judged_concept_by_concept() -> None:
    """What was had "partly" counts a half, rounded down in the sentence; a missed concept leads to its card."""
    score, learner = studied("own", "I said it", "no", "p", "yes")

    assert score == Score(asked=1, concepts=3, got=1)
    assert "You got 1/3 concepts" in learner.heard
    assert "Review: Front? (t/d#card)" in learner.heard
    assert learner.text.index("Idea three") < learner.text.index("Model answer: Like this.")


def test_a_part_stands_below_the_stem_of_its_group() -> None:
    """Whoever answers a part has the passage before it."""
    learner = studied("part", "t", "f")[1]

    assert learner.text.index("The passage.") < learner.text.index("About it.")


def test_the_seed_fixes_the_order_of_options() -> None:
    """The same seed gives the same order, another one gives others, and "None of these" stays last."""

    def listed(seed: str) -> list[str]:
        heard = studied("many", seed=seed)[1].heard
        return [line for line in heard if line[1:3] == "  "]

    assert listed("1") == listed("1")
    assert len({tuple(listed(str(seed))) for seed in range(9)}) > 1
    assert all(listed(str(seed))[-1] == "D  None of these" for seed in range(9))


@pytest.mark.parametrize("site", ["de", "ar"])
@pytest.mark.parametrize("item", [*RIGHT, "card", "own"])
def test_study_speaks_the_language_of_the_site(item: str, site: str) -> None:
    """Whatever is asked and told of any type has no sentence of the English catalogue in it."""
    t = Translator(site)
    yes, good = (t(f"terminal.words-{name}").split()[-1] for name in ("yes", "good"))
    lines = {"card": ["", good, "", good], "own": ["", yes, yes, yes]}.get(item, ["", ""])
    score, learner = studied(item, *lines, site=site)
    english = {
        text
        for key, told in catalogue("en").items()
        for text in ([told] if isinstance(told, str) else told.values())
        if key.startswith("terminal.") and len(text) > 4
    }

    assert score.asked == len(lines) // 2 if item == "card" else score.asked == 1
    assert not [
        line for line in learner.heard if line in english or line.startswith(("Key:", "Back:", "Hint"))
    ]
    assert t("terminal.one-of-many", i=1, n=max(1, score.asked)) in learner.heard


def test_tasks_are_chosen_by_level_tag_and_number() -> None:
    """Faces count one by one, second ones after all first ones; what is drawn stays in the order of the page; the same seed draws the same."""
    deck = loaded()
    ids = [item.id + face.suffix for item, face in tasks(deck)]

    assert ids[:2] == ["card", "cloze~c1"]
    assert ids.index("card~reversed") > ids.index("cloze~c1")
    assert "group" not in ids
    assert [item.id for item, _ in tasks(deck, level=Level.ADVANCED)] == ["choice"]
    assert [item.id for item, _ in tasks(deck, tag="cards")] == ["card", "card"]
    drawn = [item.id + face.suffix for item, face in tasks(deck, n=4, seed="1")]
    assert drawn == [name for name in ids if name in drawn]
    assert len(drawn) == 4
    assert len({tuple(item.id for item, _ in tasks(deck, n=4, seed=str(seed))) for seed in range(9)}) > 1


@pytest.mark.parametrize(
    ("score", "planned", "words"),
    [
        (Score(), 5, ["Nothing was answered."]),
        (Score(asked=1, cards=1, known=1), 1, ["Answered: 1 of 1.", "Cards recalled: 1 of 1."]),
        (
            Score(asked=4, questions=2, right=1, at_second=1, cards=1, known=0, concepts=3, got=2),
            9,
            [
                "Answered: 4 of 9.",
                "Questions right at the first try: 1 of 2.",
                "Right at the second try: 1.",
                "Cards recalled: 0 of 1.",
                "Concepts explained: 2 of 3.",
            ],
        ),
    ],
)
def test_the_score_is_told_in_words(score: Score, planned: int, words: list[str]) -> None:
    """Sentences for what there was, and none for what there was not."""
    assert score.words(planned, Translator("en")) == words


def test_each_type_of_question_has_a_form() -> None:
    """A type that the terminal cannot ask would end a session with a traceback."""
    asked = {item.type_name for item, _ in tasks(loaded())}

    assert asked == {item.type_name for item in ITEM_TYPES} - {"group"}


def choices() -> Iterator[Any]:
    """The vectors whose response can be typed: something is chosen, and only one where one is asked for."""
    for case in json.loads((GRADING / "choice.json").read_text(encoding="utf-8")):
        question = Choice.model_validate(case["item"])
        for vector in case["vectors"]:
            chosen = vector["response"]
            there = chosen and all(name in question.option_ids for name in chosen)
            if there and (question.selects == "many" or len(set(chosen)) == 1):
                yield pytest.param(
                    question, chosen, vector["verdict"], id=f"{case['name']}: {vector['name']}"
                )


@pytest.mark.parametrize(("question", "chosen", "verdict"), list(choices()))
def test_the_terminal_judges_as_the_site_does(question: Choice, chosen: list[str], verdict: str) -> None:
    """Letters typed for the options of a vector give the vector's verdict."""
    form = question.form("en", "7", Translator("en"))
    names = [entry.name for entry in form.listed]
    letters = ", ".join("ABCDEFGHIJKLMNOP"[names.index(name)] for name in chosen)

    assert form.grade(form.read(lambda _prompt: letters)).verdict == verdict
