# Formulas that cannot be drawn: learners see them as they were written, and every other formula all the same.

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.site.stage import Visitor

pytestmark = pytest.mark.browser

RICH = "decks/walk/rich/"
DEEP = r"\sqrt{" * 1000 + "x" + "}" * 1000
ROWS = r"\begin{array}{c}" + r"1\\[50em]" * 40 + r"\end{array}"
HOSTILE = [DEEP, r"\rule{9999em}{9999em}" * 2 + ROWS, r"\frac{1}{"]


def test_one_formula_stops_no_other(visit: Visitor) -> None:
    """A thousand roots in each other, a rule as large as a house and half a fraction: what follows is drawn."""
    context = visit.context()

    def put_before(route: Route) -> None:
        formulas = "".join(f'<p><span class="study-math hostile">{tex}</span></p>' for tex in HOSTILE)
        answer = route.fetch()
        head, sign, rest = answer.text().partition("</h1>")
        route.fulfill(response=answer, body=f"{head}{sign}{formulas}{rest}")

    context.route(f"**/{RICH}", put_before)
    page = visit(RICH, context=context)
    own = page.locator(".study-math:not(.hostile)")

    expect(page.locator(".study-math:not([data-typeset])")).to_have_count(0)
    expect(page.locator(".hostile .katex-error")).to_have_text(HOSTILE)
    assert own.count()
    assert own.locator(".katex-error").count() == 0
    assert all(own.evaluate_all("nodes => nodes.map(node => node.querySelector('.katex-html') !== null)"))
    assert page.evaluate("document.documentElement.scrollHeight") < 40_000
    # The control: the script that draws does fail on the first of them.
    name = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).find(one => /katex-\\w+\\.js/.test(one))"
    )
    failed = page.evaluate(
        """async ([name, tex]) => {
          const { default: katex } = await import(name);
          try { katex.render(tex, document.createElement("i"), { throwOnError: false }); return ""; }
          catch (error) { return error.constructor.name; }
        }""",
        [name, r"\sqrt{" * 9000 + "x" + "}" * 9000],
    )
    assert failed == "RangeError"
