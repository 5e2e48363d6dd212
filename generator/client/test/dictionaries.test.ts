// A name that content or a learner's file chose is never looked up in what an object inherits. The compiler itself says
// where a name of any text is used in brackets, or with `in`; `own` and `Map` are the two ways that remain.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import test from "node:test";
import type TS from "typescript";
import { own } from "../src/ui/own";

const CLIENT = process.cwd();
const ts = createRequire(join(CLIENT, "package.json"))("typescript") as typeof TS;
/** The one that may. */
const OWN = "src/ui/own.ts";

/** The places, "file:line: text", at which a program reads an object by a name of any text. */
function looseReads(program: TS.Program): string[] {
  const checker = program.getTypeChecker();
  const ofAnyText = (node: TS.Expression): boolean => {
    const type = checker.getTypeAtLocation(node);
    return (type.isUnion() ? type.types : [type]).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
  };
  const isLoose = (node: TS.Node): boolean => {
    if (ts.isElementAccessExpression(node)) return ofAnyText(node.argumentExpression);
    return (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
      ofAnyText(node.left as TS.Expression)
    );
  };
  return program.getSourceFiles().flatMap((file) => {
    const found: string[] = [];
    const visit = (node: TS.Node): void => {
      if (isLoose(node))
        found.push(
          `${relative(CLIENT, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`,
        );
      ts.forEachChild(node, visit);
    };
    if (!file.isDeclarationFile) visit(file);
    return found;
  });
}

function programOf(config: string): TS.Program {
  const told = ts.getParsedCommandLineOfConfigFile(
    join(CLIENT, config),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: unreadable },
  );
  assert.ok(told);
  return ts.createProgram(
    told.fileNames.filter((name) => !relative(CLIENT, name).startsWith("test")),
    told.options,
  );
}

function unreadable({ messageText }: TS.Diagnostic): never {
  assert.fail(String(messageText));
}

for (const config of ["tsconfig.json", "worker/tsconfig.json"]) {
  test(`no object is read by a name of any text: ${config}`, () => {
    assert.deepEqual(
      looseReads(programOf(config)).filter((place) => !place.startsWith(`${OWN}:`)),
      [],
    );
  });
}

test("both ways of reading by a name of any text are seen", () => {
  const text =
    'const o: Record<string, 1> = {}; const k: string = "constructor"; o[k]; k in o; o["a"]; [1][0]; "a" in o;';
  const host = ts.createCompilerHost({});
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === "loose.ts" ? ts.createSourceFile(name, text, version) : read(name, version);
  const found = looseReads(ts.createProgram(["loose.ts"], { strict: true }, host)).map((place) => place.split(": ")[1]);
  assert.deepEqual(found, ["o[k]", "k in o"]);
});

test("what an object inherits is not its own", () => {
  assert.equal(own({}, "constructor"), undefined);
  assert.equal(own(JSON.parse('{"__proto__": 1}'), "__proto__"), 1);
  assert.equal(own(undefined, "a"), undefined);
});
