// How the records of one item become what its learner sees.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type Attempt,
  isOver,
  latestAttempt,
  stateOf as questionState,
  ratingOf as ratingOfAttempt,
} from "../src/items/attempt";
import { stateOf as cardState, ratingOf } from "../src/items/card/grade";
import { type ChoiceKey, type ChoiceResponse, judgeOf } from "../src/items/choice/grade";
import { explainedBy, stateOf as explainState, worstOf } from "../src/items/explain/grade";
import { log } from "./records";

const key: ChoiceKey = { key: ["a"], options: ["a", "b", "c", "d"], select: "one" };
const responses = (...given: string[][]) => log(...given.map((response) => ({ response })));
const judge = judgeOf(key);
const tries = (...given: string[][]): Attempt<ChoiceResponse> => ({ responses: given, ruled: false });
const choiceOf = (...given: string[][]) => questionState(judge, latestAttempt(judge, responses(...given)));

describe("what the scheduler is told of a question", () => {
  const told = (attempt: Attempt<ChoiceResponse>, hints = 0) => ratingOfAttempt(judge, attempt, hints);

  test("is good when it was right at once, hard with a hint, else again: also when the second try was right", () => {
    assert.equal(told(tries(["a"])), "good");
    assert.equal(told(tries(["a"]), 1), "hard");
    assert.equal(told(tries(["b"], ["a"])), "again");
    assert.equal(told(tries(["b"])), "again");
    assert.equal(told(tries(["b"], ["c"])), "again");
    assert.equal(told(tries(["b"], [])), "again");
  });

  test("is good when the learner counts the first response as right, and again when only the second one counts", () => {
    assert.equal(told({ responses: [["b"]], ruled: true }), "good");
    assert.equal(told({ responses: [["b"], ["c"]], ruled: true }), "again");
  });
});

describe("an attempt whose key was mended", () => {
  test("keeps its second try, also where the first is right by the key of today", () => {
    const given = log({ response: ["a"], rating: "again" }, { response: [], rating: "again", retry: true });
    const attempt = latestAttempt(judge, given);
    assert.deepEqual(attempt.responses, [["a"], []]);
    assert.equal(questionState(judge, attempt), "right");
    assert.equal(ratingOfAttempt(judge, attempt, 0), "good");
  });
});

describe("what a card behind concepts is rated by", () => {
  test("is the worst of them, in whatever order they were judged", () => {
    const judged = { a: "yes", b: "partly", c: "no" } as const;
    assert.equal(worstOf(["a"], judged), "good");
    assert.equal(worstOf(["b", "a"], judged), "hard");
    for (const order of [
      ["c", "a", "b"],
      ["a", "c"],
      ["b", "c"],
    ])
      assert.equal(worstOf(order, judged), "again");
  });
});

describe("a response that names what is no longer there", () => {
  const given = (...tries: [response: string[], more?: object][]) =>
    latestAttempt(judge, log(...tries.map(([response, more]) => ({ response, ...more }))));
  const again = { rating: "again" as const };
  const retry = { rating: "hard" as const, retry: true as const };

  test("is neither right nor wrong nor partly right: the question is asked again", () => {
    for (const tries of [[["gone"]], [["a", "gone"]], [["b"], ["gone"]], [["gone"], ["a"]]]) {
      const attempt = given(...tries.map((response, place): [string[], object] => [response, place ? retry : again]));
      assert.deepEqual(attempt, { responses: [], ruled: false, changed: true });
      assert.equal(questionState(judge, attempt), "");
      assert.equal(isOver(judge, attempt), false);
    }
  });

  test("is not the first try of the next attempt", () => {
    for (const more of [{}, { rating: "good" as const }]) {
      const attempt = given([["gone"], again], [["a"], more]);
      assert.deepEqual(attempt.responses, [["a"]]);
      assert.equal(attempt.changed, undefined);
      assert.equal(questionState(judge, attempt), "right");
    }
  });

  test("counts for nothing once an answer to the question of today came after it", () => {
    assert.equal(questionState(judge, given([["gone"], again], [["c"], again], [["a"], retry])), "partly");
    assert.equal(questionState(judge, given([["a"], { rating: "good" }], [["gone"], again])), "");
  });
});

describe("a choice", () => {
  test("is unanswered before there is a response", () => {
    assert.equal(choiceOf(), "");
  });

  test("is right when the first response is right", () => {
    assert.equal(choiceOf(["a"]), "right");
  });

  test("is partly right when the second try is right, since the first counts", () => {
    assert.equal(choiceOf(["b"], ["a"]), "partly");
  });

  test("is wrong when the learner gives up after a wrong response", () => {
    const attempt = latestAttempt(judge, responses(["b"], []));
    assert.equal(questionState(judge, attempt), "wrong");
    assert.ok(isOver(judge, attempt));
  });

  test("leaves one more try after a wrong response, and none after two", () => {
    assert.ok(!isOver(judge, tries(["b"])));
    assert.ok(isOver(judge, tries(["b"], ["c"])));
  });

  test("leaves no second try in an exam, and what was answered elsewhere before is another attempt", () => {
    const history = log({ response: ["b"] }, { response: ["c"], mode: "exam" });
    const attempt = latestAttempt(judge, history);
    assert.deepEqual(attempt.responses, [["c"]]);
    assert.ok(isOver(judge, attempt));
    assert.ok(!isOver(judge, latestAttempt(judge, history.slice(0, 1))));
    assert.deepEqual(latestAttempt(judge, log({ response: ["c"], mode: "exam" }, { response: ["a"] })).responses, [
      ["a"],
    ]);
  });

  test("a first try stays one, though a changed key makes the response before it wrong", () => {
    const history = log({ response: ["b"], rating: "good" }, { response: ["a"], rating: "good" });
    assert.equal(questionState(judge, latestAttempt(judge, history)), "right");
    const mended = log({ response: ["b"], rating: "again" }, { response: ["a"], rating: "hard", retry: true });
    assert.equal(questionState(judge, latestAttempt(judge, mended)), "partly");
  });

  test("with two options leaves no second try, which would be no question", () => {
    assert.ok(isOver(judgeOf({ ...key, options: ["a", "b"] }), tries(["b"])));
  });

  test("answered again shows the new attempt alone", () => {
    assert.equal(choiceOf(["b"], ["c"], ["a"]), "right");
    assert.equal(choiceOf(["a"], ["b"]), "wrong");
  });

  test("is judged anew when the key has changed", () => {
    const mended = judgeOf({ ...key, key: ["b"] });
    assert.equal(questionState(mended, latestAttempt(mended, responses(["b"]))), "right");
  });

  test("with several right is partly right at a score between", () => {
    const many = judgeOf({ key: ["a", "b"], options: ["a", "b", "c", "d"], select: "many" });
    assert.equal(questionState(many, tries(["a"])), "partly");
    assert.equal(questionState(many, tries(["a", "c"])), "wrong");
  });

  test("ignores a response that it cannot read", () => {
    const history = log({ response: "a" }, { response: [7] }, { response: ["a"] });
    assert.deepEqual(latestAttempt(judge, history).responses, [["a"]]);
  });
});

describe("a ruling", () => {
  const wrong = { response: ["b"] };
  const right = { kind: "ruling", ruling: "right" } as const;
  const undo = { kind: "ruling", ruling: "undo" } as const;
  const attemptAt = (...given: Parameters<typeof log>) => latestAttempt(judge, log(...given));
  const stateAt = (...given: Parameters<typeof log>) => questionState(judge, attemptAt(...given));

  test("makes the response before it right and ends the attempt", () => {
    assert.equal(stateAt(wrong, right), "right");
    assert.ok(isOver(judge, attemptAt(wrong, right)));
  });

  test("on a second try leaves the first one wrong", () => {
    assert.equal(stateAt(wrong, { response: ["c"] }, right), "partly");
  });

  test("after giving up reaches what was given before", () => {
    assert.equal(stateAt(wrong, { response: [] }, right), "right");
  });

  test("is taken back by an undo, and the try that was left is there again", () => {
    assert.equal(stateAt(wrong, right, undo), "wrong");
    assert.ok(!isOver(judge, attemptAt(wrong, right, undo)));
    assert.equal(stateAt(wrong, right, undo, right), "right");
  });

  test("does not reach the responses after it", () => {
    assert.equal(stateAt(wrong, right, { response: ["c"] }), "wrong");
  });

  test("on nothing is nothing", () => {
    assert.equal(stateAt(right), "");
    assert.equal(stateAt(right, wrong), "wrong");
  });
});

describe("a card", () => {
  test("goes by its latest rating", () => {
    const history = log({ kind: "rating", rating: "again" }, { kind: "rating", rating: "good" });
    assert.equal(cardState(ratingOf(history)), "right");
    assert.equal(cardState(ratingOf(history.slice(0, 1))), "wrong");
    assert.equal(cardState(ratingOf([])), "");
  });
});

describe("an explanation", () => {
  const concepts = ["x", "y"];
  const states = (...given: unknown[]) =>
    explainState(concepts, explainedBy(log(...given.map((response) => ({ response })))));

  test("is in progress until every concept is judged", () => {
    assert.equal(states(), "");
    assert.equal(states({ text: "mine", judged: {} }), "revealed");
    assert.equal(states({ text: "mine", judged: {} }, { judged: { x: "yes" } }), "revealed");
    assert.equal(states({ text: "mine", judged: {} }, { judged: { x: "yes", y: "no" } }), "partly");
  });

  test("said aloud counts like one that was written", () => {
    assert.equal(states({ text: "", judged: {} }, { judged: { x: "yes", y: "yes" } }), "right");
  });

  test("written anew is judged anew", () => {
    const all = { judged: { x: "yes", y: "yes" } };
    assert.equal(states({ text: "old", judged: {} }, all, { text: "new", judged: {} }), "revealed");
  });

  test("keeps what was judged when its text is corrected on the way", () => {
    const { text, judged } = explainedBy(
      log({ response: { text: "a", judged: {} } }, { response: { judged: { x: "no" } } }, { response: { text: "b" } }),
    );
    assert.deepEqual([text, judged], ["b", { x: "no" }]);
  });

  test("takes no judgement from a damaged record", () => {
    const damaged = { text: "mine", judged: { x: "constructor", y: 7 } };
    assert.deepEqual(explainedBy(log({ response: damaged }, { response: null })).judged, {});
  });
});
