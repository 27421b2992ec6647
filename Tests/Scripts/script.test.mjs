// What script.js keeps and reads, without a page.
import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import vm from "node:vm";

const file = new URL("../../Templates/assets/script.js", import.meta.url);
const source = fs.readFileSync(file, "utf8").replace(
  /\}\s*$/, "self.inner = { load, store, readBibTeX, plain };\n}");

const refusal = () => { throw new Error("refused"); };

/** The script on a page that has `stored` in its browser's storage; `null` refuses all storage. */
function loaded(stored = {}) {
  const items = new Map(Object.entries(stored ?? {}));
  const dataset = { root: "../" };
  const self = { addEventListener() {} };
  const localStorage = stored === null ? { getItem: refusal, setItem: refusal } : {
    getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value),
  };
  vm.runInNewContext(source, {
    self, localStorage, URL, addEventListener() {},
    location: new URL("https://papers.example.org/some/path/papers/a.html"),
    document: { documentElement: { dataset, classList: { add() {} } } },
  });
  return { ...self.inner, items, dataset, saved: () => plainCopy(self.digestSaved()) };
}

// Arrays of another context are no arrays of this one.
const plainCopy = (value) => JSON.parse(JSON.stringify(value));
const SAVED = "digest:1:/some/path/:saved";
const PAPER = { id: "a-b.c_1", title: "On x²", authors: ["Ada", "Bo"], date: "2025-03-01" };

test("what is stored is read again", () => {
  const page = loaded();
  page.store("saved", [PAPER]);
  assert.deepEqual(JSON.parse(page.items.get(SAVED)), [PAPER]);
  assert.deepEqual(page.saved(), [PAPER]);
});

test("where storage is refused, the list lives with the page", () => {
  const page = loaded(null);
  page.store("saved", [PAPER]);
  assert.deepEqual(page.saved(), [PAPER]);
});

for (const [name, value, expected] of [
  ["nothing", undefined, []],
  ["no JSON", "[{", []],
  ["null", "null", []],
  ["a number", "7", []],
  ["a record in place of a list", JSON.stringify(PAPER), []],
  ["papers without ids", JSON.stringify([{}, null, 3, "a", { id: 7 }]), []],
  ["an id that leaves the folder", JSON.stringify([{ ...PAPER, id: "../../evil" }]), []],
  ["an id with a scheme", JSON.stringify([{ ...PAPER, id: "javascript:alert(1)" }]), []],
  ["one paper twice", JSON.stringify([PAPER, PAPER]), [PAPER]],
  ["authors as text", JSON.stringify([{ ...PAPER, authors: "Ada" }]), [{ ...PAPER, authors: ["Ada"] }]],
  ["no authors", JSON.stringify([{ id: "a" }]), [{ id: "a", title: "", authors: [], date: "" }]],
  ["values of other kinds", JSON.stringify([{ id: "a", title: {}, authors: [1, "B"], date: "soon" }]),
    [{ id: "a", title: "", authors: ["B"], date: "" }]],
]) {
  test(`stored: ${name}`, () => {
    assert.deepEqual(loaded(value === undefined ? {} : { [SAVED]: value }).saved(), expected);
  });
}

test("read marks are ids only", () => {
  const page = loaded({ "digest:1:/some/path/:read": '["a", 3, "../b", null, "c"]' });
  assert.deepEqual(plainCopy(page.load("read")), ["a", "c"]);
});

test("keys are on unless the reader says otherwise", () => {
  for (const [value, on] of [["null", true], ['{"on": false}', false], ['"x"', true], ["[]", true]]) {
    assert.equal(loaded({ "digest:1:/some/path/:keys": value }).load("keys").on, on, value);
  }
});

for (const [value, theme] of [["dark", "dark"], ["light", "light"], ["system", undefined],
  ["<b>", undefined]]) {
  test(`colours before the first paint: ${value}`, () => {
    assert.equal(loaded({ "digest:scheme": value }).dataset.theme, theme);
  });
}

for (const [name, text, expected] of [
  ["an entry of ours with its address",
    "% https://x.org/papers/a-b.html\n@article{a, title = {On {Graphs}}, year = 2020}",
    [{ id: "a-b", title: "On {Graphs}" }]],
  ["quotes and other cases", '@ARTICLE{b,\n  TITLE="A {"}B{"} c"}\n', [{ title: 'A {"}B{"} c' }]],
  ["two entries on lines of their own", "@book{a, title={One}}\n\n @misc{b,title={Two}}",
    [{ title: "One" }, { title: "Two" }]],
  ["booktitle is no title", "@inproceedings{a, booktitle = {Proc.}, title = {Paper}}", [{ title: "Paper" }]],
  ["an entry that never ends", "@article{a, title = {One", [{ title: "" }]],
  ["no entry", "nothing here", []],
]) {
  test(`BibTeX: ${name}`, () => {
    assert.deepEqual(plainCopy(loaded().readBibTeX(text)), expected);
  });
}

test("titles are compared by their letters and digits", () => {
  const { plain } = loaded();
  assert.equal(plain("{On} the Éclair: x² (2nd)"), plain("on the eclair x2 2ND"));
  assert.equal(plain("…"), "");
});
