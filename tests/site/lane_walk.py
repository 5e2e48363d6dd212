# Knows alone: how each type of item is answered in any engine, and the way through a session. What is right is read from
# the page.
"""Hands for all engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site.stage import say

if TYPE_CHECKING:
    from tests.site.lanes import Lane

STAGE = ".study-stage:not([inert]) .study-item"
PRIMARY = ".study-button--primary"

# How an item is answered, and what is right there: ids, a text, letters, or how far each step moves up in its turn.
_RIGHT = """(css) => {
  const node = document.querySelector(css);
  if (!node?.checkVisibility()) return null;
  const all = (what) => [...node.querySelectorAll(what)];
  const kind = node.localName.slice(6);
  const key = node.dataset.key ?? "";
  if (kind === "choice" || kind === "true-false") return { kind: "choice", key: key.split(" ") };
  if (kind === "card" || (["cloze", "label"].includes(kind) && node.dataset.typed === undefined)) return { kind: "recall" };
  if (kind === "explain") return { kind };
  if (kind === "mark") return { kind, key: key.split(" ") };
  if (node.dataset.accept) return { kind: "typed", key: JSON.parse(node.dataset.accept)[0][0] };
  const { order, output, value, accept, ...pairs } = JSON.parse(key);
  if (kind === "order") return { kind, key: order.map((id) => node.querySelector(`.study-steps > [data-step="${id}"]`).textContent.trim()) };
  if (kind === "predict") return { kind, key: output };
  if (kind !== "match") return { kind: "typed", key: String(value ?? accept[0]) };
  const rights = all("[data-right]").map(({ dataset }) => dataset.right);
  return { kind, key: all("[data-left]").map(({ dataset }) => "ABCDEFGH"[rights.indexOf(pairs[dataset.left])]) };
}"""
_PRESSED = {"choice": '[data-option="{}"] label', "mark": '.study-passage [data-part="{}"]'}
"""Where what is right by its id is pressed."""
_FOCUS = """(css, place, text) => {
  const found = [...document.querySelectorAll(css)];
  const node = text ? found.find((row) => row.innerText.includes(text)).querySelector(".study-step-handle") : found[place];
  node.focus();
  return document.activeElement === node && (text ? found.indexOf(node.closest("li")) : 0) - place;
}"""


def item(item_id: str) -> str:
    """The selector of an item."""
    return f'.study-item[data-item$="#{item_id}"]'


def stands(lane: Lane, item_id: str, state: str) -> None:
    """Wait until an item is right, wrong or the like."""
    lane.seen(f'{item(item_id)}[data-state="{state}"]')


def saved(lane: Lane) -> None:
    """Wait until all is on disk."""
    lane.seen('.study-save-state[data-save-state="saved"]')


def write(lane: Lane, text: str) -> None:
    """Type a text."""
    lane.keys(*("Enter" if letter == "\n" else "Space" if letter == " " else letter for letter in text))


def enter(lane: Lane, css: str) -> str:
    """Enter what is right into an item; gives its kind."""
    found = lane.until(_RIGHT, css)
    kind, key = str(found["kind"]), found.get("key", [])
    if kind in _PRESSED:
        for name in key:
            lane.click(f"{css} {_PRESSED[kind].format(name)}")
    elif kind == "typed":
        lane.click(f"{css} input[type=text]")
        write(lane, key)
    elif kind == "order":
        for place, text in enumerate(key):
            moves = lane.ask(_FOCUS, f"{css} .study-order-list > li", place, text)
            lane.keys(*["ArrowUp"] * moves)
    elif kind == "match":
        for place, letter in enumerate(key):
            lane.ask(_FOCUS, f"{css} select", place, None)
            lane.keys(letter)
    elif kind == "predict":
        lane.click(f"{css} .study-outcome")
        lane.click(f"{css} :is(textarea, input[type=text])")
        write(lane, key)
    return kind


def answer(lane: Lane, css: str) -> str:
    """Answer an item rightly to its end; gives its kind."""
    kind = enter(lane, css)
    if kind == "recall":
        lane.until("(css) => document.querySelector(css) !== null", f"{css} [data-rating]")
        lane.click(f"{css} .study-answer > summary")
        # A click that a driver says did not come through, and did, is made twice.
        if not lane.ask("(css) => document.querySelector(css).open", f"{css} .study-answer"):
            lane.click(f"{css} .study-answer > summary")
        lane.click(f'{css} [data-rating="good"]')
    elif kind == "explain":
        lane.click(f"{css} textarea")
        write(lane, "in my words")
        lane.click(f"{css} {PRIMARY}")
        for place in range(
            int(lane.until("(css) => document.querySelectorAll(css).length", f"{css} .study-concept"))
        ):
            lane.click(f'{css} .study-concept:nth-child({place + 1}) [data-judgement="yes"]')
    elif kind == "typed":
        lane.keys("Enter")
    else:
        lane.click(f"{css} {PRIMARY}")
    return kind


def to_the_end(lane: Lane) -> int:
    """Answer all that a session asks rightly, to its end; gives how many that were."""
    n = 0
    there = """(css) => document.querySelector(".study-session-end") ? "end"
      : document.querySelector(css + ":not([data-lane])") ? "asked" : null"""
    while lane.until(there, STAGE) == "asked":
        n += 1
        lane.ask("(css) => { document.querySelector(css).dataset.lane = ''; }", STAGE)
        if answer(lane, STAGE) != "recall":
            lane.click("button", say("session.next"))
    return n
