// How the search page reads words and queries, without an index.
import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import vm from "node:vm";

const folder = new URL("../../Templates/scripts/search/", import.meta.url);
const parts = fs.readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "page.js" &&
  name !== "worker.js").sort();
const names = "wordsOf, tokens, parse, telling, editDistance, monthsOf";

/** The engine's functions, with `manifest` as the index's. */
function engine(manifest = { stop: "the of and to be", fillers: "does work" }) {
  const source = parts.map((name) => fs.readFileSync(new URL(name, folder), "utf8")).join("\n");
  const found = vm.runInNewContext(
    `"use strict";{${source}\n;manifest = given; ({ ${names} })}`,
    { given: manifest, self: {}, document: undefined, URL, setTimeout, clearTimeout, console, location: {} });
  return found;
}

const copy = (value) => JSON.parse(JSON.stringify(value));
const { wordsOf, parse, telling, editDistance } = engine();

for (const [text, words] of [
  ["Deep Learning", ["deep", "learning"]],
  ["state-of-the-art", ["state", "of", "the", "art"]],
  ["Naïve Bayes’s", ["naive", "bayes"]],
  ["Gödel and Łukasz", ["godel", "and", "lukasz"]],
  ["C# and C++", ["c#", "and", "c++"]],
  ["GPT-4 at 3.5", ["gpt", "4", "at", "3.5"]],
  ["深度学习", ["深度", "度学", "学习"]],
  ["ﬁne x²", ["fine", "x2"]],
  ["<b>&\"'", ["b"]],
  ["", []],
]) {
  test(`words of ${text}`, () => assert.deepEqual(copy(wordsOf(text)), words));
}

const texts = (query) => copy(query.words.map(({ text }) => text));

test("a quoted phrase is kept together", () => {
  const query = parse('"neural networks" training');
  assert.deepEqual(copy(query.phrases), [["neural", "networks"]]);
  assert.deepEqual(texts(query), ["neural", "networks", "training"]);
});

test("fields become filters", () => {
  const query = parse('tag:cs.LG author:"Ada Lovelace" year:2024..2025 graphs');
  assert.deepEqual(texts(query), ["graphs"]);
  assert.deepEqual(copy(query.filters.map(({ text }) => text)), ["tag:cs-lg", "author:lovelace-ada"]);
  assert.deepEqual(copy(query.months), [2024 * 12, 2025 * 12 + 11]);
});

for (const text of ["graphs -vision", "graphs NOT vision"]) {
  test(`excluded: ${text}`, () => {
    const query = parse(text);
    assert.deepEqual(texts(query), ["graphs"]);
    assert.deepEqual(copy(query.exclusions), [[{ text: "vision" }]]);
  });
}

test("a compound is one word and several", () => {
  assert.deepEqual(texts(parse("fine-tuning")), ["fine", "tuning", "finetuning"]);
});

test("stop words go where others are", () => {
  assert.deepEqual(copy(telling(parse("the theory of graphs")).map(({ text }) => text)), ["theory", "graphs"]);
  assert.deepEqual(copy(telling(parse("to be")).map(({ text }) => text)), ["to", "be"]);
});

test("32 words of a long query are used", () => {
  const long = Array.from({ length: 90 }, (_, number) => `word${number}x`).join(" ");
  assert.equal(telling(parse(long)).length, 32);
});

for (const [a, b, distance] of [
  ["graph", "graph", 0], ["graph", "grpah", 1], ["graph", "graphs", 1], ["graph", "gaph", 1],
  ["graph", "grapj", 1], ["transformer", "transfromre", 2],
]) {
  test(`distance of ${a} and ${b}`, () => assert.equal(editDistance(a, b, 3), distance));
}

test("hostile queries are read", () => {
  for (const text of ["\"".repeat(5000), "-".repeat(5000), "author:".repeat(999), "a".repeat(100_000),
    "\u0000\ud800", "$^{}\\".repeat(999), "NOT NOT NOT", "-\"", "title:", "year:9999..1"]) {
    assert.ok(Array.isArray(parse(text).words));
  }
});
