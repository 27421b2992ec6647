// The search page's engine, as its worker runs it, on indexes that are whole, damaged or old.
import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import vm from "node:vm";

const folder = new URL("../../Templates/scripts/search/", import.meta.url);
const source = ["\"use strict\";", "{",
  ...fs.readdirSync(folder).sort().map((name) => fs.readFileSync(new URL(name, folder), "utf8")),
  "self.inner = { parse, scriptLoader, checkManifest };", "}"].join("\n");

const manifest = {
  version: 3, papers: 2, small: true, suffix: ".json", levels: 15, stop: "the", fillers: "using",
  weights: { prefix: 8, typo: [8, 6], beginning: 5, completions: 8, corrections: 4, files: 2, endings: 2,
    typoLengths: [4, 9], title: 100, exact: 50 },
  lexicon: { begins: "", hash: "aa" }, cards: { size: 2, block: 64, hashes: "cc" },
  months: { begin: 2014 * 12, firsts: [0, 1] }, tags: [], venues: [],
};
// Both papers have "graph" in the text, the second has "plasma" in its title.
const files = {
  "l0-aa.json": JSON.stringify({ w: "0graph 0plasma", l: ["!^###", "!^$$"] }),
  "c0-cc.json": JSON.stringify(["One\nPlasma graph", "A\nB", "1\n1", "2014-01-01\n2014-02-01", "\n", "one\ntwo", "0\n0"]),
};

/** A worker of the script that reads `changed` files. */
function worker(changed = {}) {
  const waiting = new Map();
  const self = { postMessage: ([id, result]) => waiting.get(id)(result) };
  const fetch = async (address) => {
    const text = { ...files, ...changed }[address.split("/").at(-1)];
    if (text instanceof Error) throw text;
    return new Response(text ?? "", { status: text === undefined ? 404 : 200 });
  };
  const page = {};
  const context = { self, fetch, AbortController, Response, DecompressionStream };
  vm.runInNewContext(source, context);
  // Only from here on: with a document, the script would be a page's.
  context.document = page;
  const ask = (...request) => new Promise((resolve) => {
    waiting.set(waiting.size, resolve);
    self.onmessage({ data: [waiting.size - 1, ...request] });
  });
  const answer = async (text) => JSON.parse(JSON.stringify(await ask("answer", text, { limit: 10, sort: "" })));
  const start = (given = manifest) => ask("start", given, "https://papers.example.org/search/");
  return { ...self.inner, ask, start, answer, self, page };
}

test("a whole index answers", async () => {
  const { start, answer, ask } = worker();
  assert.equal(await start(), true);
  const found = await answer("plasma graph");
  assert.deepEqual(found.results.map(({ slug }) => slug), ["two", "one"]);
  assert.deepEqual(JSON.parse(JSON.stringify(await ask("counts", "from"))), [["2014", 2]]);
  assert.deepEqual((await answer("graph pancakes ")).missing, ["pancakes"]);
  assert.deepEqual((await answer("graph -plasma")).results.map(({ slug }) => slug), ["one"]);
});

const damages = {
  "another version": { version: 2 }, "no version": { version: undefined }, "too many papers": { papers: 1e12 },
  "a negative number": { papers: -5 }, "cards without size": { cards: { size: 0, block: 64, hashes: "" } },
  "no cards": { cards: undefined }, "no words": { lexicon: undefined }, "levels as text": { levels: "15" },
  "months in a far future": { months: { begin: 1e20, firsts: [0] } },
  "months before all": { months: { begin: -1e9, firsts: [0] } },
  "months as text": { months: { begin: "24168", firsts: [0, 1] } },
  "months out of order": { months: { begin: 24168, firsts: [1, 0] } },
  "months without papers": { months: { begin: 24168, firsts: [0, 99] } },
};
for (const [name, change] of Object.entries(damages)) {
  test(`a manifest with ${name} is refused`, async () => {
    const { start, answer } = worker();
    assert.equal(await start({ ...manifest, ...change }), null);
    assert.deepEqual(await answer("graph"), { failed: "damaged" });
  });
}

const broken = {
  "cut off": '{"w":"0gra', "of another kind": "[]", "not packed whole": "\u001f\u008b", "without lists": '{"w":"0graph"}',
};
for (const [name, text] of Object.entries(broken)) {
  test(`a file of words that is ${name} is a damaged index`, async () => {
    const { start, answer } = worker({ "l0-aa.json": text });
    await start();
    assert.deepEqual(await answer("graph"), { failed: "damaged" });
  });
}

test("a file that cannot be loaded is no damage, and is asked for again", async () => {
  const changed = { "c0-cc.json": new TypeError("offline") };
  const { start, answer } = worker(changed);
  await start();
  assert.deepEqual(await answer("graph"), { failed: "failed" });
  delete changed["c0-cc.json"];
  assert.equal((await answer("graph")).total, 2);
});

test("a script that loads without calling back is an error, not a wait", async () => {
  const { scriptLoader, self, page } = worker();
  page.createElement = () => ({});
  for (const [event, content] of [["onload"], ["onerror"], ["onload", ["x"]]]) {
    const append = (script) => {
      if (content) self.digestSearchFile("a", content);
      script[event]?.();
    };
    const load = scriptLoader("folder/", { append });
    if (content) assert.deepEqual(await load("a"), content);
    else await assert.rejects(load("a"));
  }
});

test("notation is read as the program reads it", () => {
  const { parse } = worker();
  const words = (text) => Array.from(parse(text).words, (word) => word.text);
  assert.deepEqual(words("$D^2GS$"), ["d2gs"]);
  assert.deepEqual(words('na\\"ive G\\"{o}del'), ["naive", "godel"]);
  assert.deepEqual(words("https://arxiv.org/pdf/2510.21404v2.pdf"), ["2510.21404"]);
  assert.deepEqual(words("10.48550/arXiv.2510.21404"), ["2510.21404"]);
  assert.deepEqual(words("text2sql p2p"), ["text2sql", "texttosql", "p2p"]);
  assert.deepEqual(words("graph -neural NOT deep"), ["graph"]);
  assert.equal(parse("graph -neural NOT deep -author:\"a b\"").exclusions.length, 3);
  assert.deepEqual(words("ATTENTION IS NOT ALL"), ["attention", "is", "not", "all"]);
});
