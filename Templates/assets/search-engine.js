// Finds papers in the files below search/; docs/search.md describes them. Runs in a worker, or on
// the page where there is none. `digest search` ranks by the same rules: change both or neither.
// It is no module, as browsers refuse those from file://.
(() => {
  "use strict";

  // ---- Words
  const letters = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
    ħ: "h", ŋ: "n", ς: "σ", "‐": "-", "‘": "'", "’": "'" };
  const marks = /[\u0300-\u036f]/g;
  const foldRun = (run) => [...run.replace(/[‐‑]/g, "-").replace(/[‘’]/g, "'")
    .replace(/[\u2000-\u203f]/g, " ").normalize("NFKD").replace(marks, "")]
    .map((letter) => letter.toLowerCase()).join("").replace(marks, "")
    .replace(/[^\x00-\x7f]/g, (letter) => letters[letter] ?? letter).normalize("NFC");
  const fold = (text) => text.replace(/[A-Z]+/g, (it) => it.toLowerCase())
    .replace(/[^\x00-\x7f]+/g, foldRun);

  // Scripts without spaces between words give pairs of characters.
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const wordly = /[\p{L}\p{M}\p{N}]/u;
  const isPair = (letter) => letter !== undefined && unspaced.test(letter) && wordly.test(letter);
  const isWord = (letter) => letter !== undefined && wordly.test(letter) && !unspaced.test(letter);
  const isDigit = (letter) => letter >= "0" && letter <= "9";

  function tokens(text) {
    const s = [...fold(text)];
    const found = [];
    let i = 0;
    function part() {
      let word = "";
      for (; i < s.length;) {
        if (isWord(s[i])) word += s[i++];
        else if (s[i] === "'" && isWord(s[i + 1])) {
          i += 1;
          if (s[i] === "s" && !isWord(s[i + 1])) { i += 1; return word; }
        } else if (s[i] === "." && isDigit(s[i - 1]) && isDigit(s[i + 1])) word += s[i++];
        else if (s[i] === "+" && s[i + 1] === "+" && !isWord(s[i + 2])) { i += 2; return `${word}++`; }
        else if (s[i] === "#" && /^[\x00-\x7f]$/.test(word) && !isWord(s[i + 1])) { i += 1; return `${word}#`; }
        else break;
      }
      return word;
    }
    while (i < s.length) {
      if (isPair(s[i])) {
        const start = i;
        while (isPair(s[i])) i += 1;
        if (i - start === 1) found.push({ text: s[start] });
        for (let at = start; at + 1 < i; at += 1) found.push({ text: s[at] + s[at + 1] });
      } else if (isWord(s[i])) {
        const parts = [part()];
        while (s[i] === "-" && isWord(s[i + 1])) { i += 1; parts.push(part()); }
        found.push(...parts.map((it) => ({ text: it })));
        if (parts.length > 1 && parts.length <= 4) found.push({ text: parts.join(""), whole: true });
      } else i += 1;
    }
    return found;
  }
  const words = (text) => tokens(text).filter((it) => !it.whole).map((it) => it.text);

  // ---- Queries
  function months(text) {
    const at = text.indexOf("..");
    const [first, last] = at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 2)];
    const year = (it, other) => it === "" ? other : /^[0-9]{4}$/.test(it) ? Number(it) : NaN;
    const [from, to] = [year(first, 0), year(last, 9999)];
    return from <= to && first + last !== "" ? [from * 12, to * 12 + 11] : null;
  }

  function withoutAddress(chunk) {
    const lower = chunk.toLowerCase();
    for (const mark of ["arxiv.org/abs/", "arxiv.org/pdf/", "doi.org/"]) {
      const at = lower.indexOf(mark);
      if (at >= 0) return lower.slice(at + mark.length);
    }
    for (const mark of ["arxiv:", "doi:"]) if (lower.startsWith(mark)) return lower.slice(mark.length);
    return chunk;
  }

  function parse(text) {
    const query = { words: [], neighbours: [], phrases: [], filters: [], months: null };
    let previous = null;
    const settle = (keep) => { for (const word of query.words) if (word.text !== keep) word.last = false; };
    function add(word, isNext = true) {
      if (isNext) {
        if (previous !== null) query.neighbours.push([previous, word.text]);
        previous = word.text;
      }
      const known = query.words.find((it) => it.text === word.text);
      if (known) {
        known.count += 1;
        known.last = word.last;
        known.exact &&= word.exact;
        known.required ||= word.required;
        known.title ||= word.title;
      } else if (query.words.length < 16) query.words.push({ count: 1, ...word });
    }
    function filter(terms) {
      previous = null;
      for (const term of terms) {
        if (query.filters.length < 8 && !query.filters.includes(term)) query.filters.push(term);
      }
    }
    function plain(chunk) {
      const value = withoutAddress(chunk);
      if (value.includes("/")) {
        add({ text: value.toLowerCase(), exact: true });
        previous = null;
      }
      const all = tokens(value);
      for (const { text: word, whole } of all) add({ text: word, exact: whole, last: !whole }, !whole);
      settle(all.findLast((it) => !it.whole)?.text);
    }
    const s = [...text].slice(0, 500);
    const isSpace = (it) => it <= " " || it === "\xa0" || it === "\u3000";
    let i = 0;
    while (true) {
      while (i < s.length && isSpace(s[i])) i += 1;
      if (i >= s.length) break;
      const field = /^(author|tag|title|venue|year):/i.exec(s.slice(i, i + 7).join(""))?.[1].toLowerCase();
      if (field) i += field.length + 1;
      const quoted = s[i] === '"';
      if (quoted) i += 1;
      const start = i;
      while (i < s.length && s[i] !== '"' && (quoted || !isSpace(s[i]))) i += 1;
      const value = s.slice(start, i).join("");
      if (quoted) i += 1;
      settle();
      if (field === "author" || field === "venue") filter(words(value).map((it) => `${field}:${it}`));
      else if (field === "tag") filter(words(value).length ? [`tag:${words(value).join("-")}`] : []);
      else if (field === "year") query.months = months(value) ?? query.months;
      else if (field === "title") {
        for (const it of words(value)) add({ text: it, exact: true, required: true, title: true });
      } else if (quoted) {
        previous = null;
        const phrase = words(value);
        for (const it of phrase) add({ text: it, exact: true, required: true });
        if (phrase.length > 1) query.phrases.push(phrase);
        previous = null;
      } else plain(value);
    }
    const end = s.at(-1);
    if (end === undefined || isSpace(end) || end === '"') settle();
    return query;
  }

  // ---- Files
  // The order of code points, which UTF-16 does not keep.
  function before(a, b) {
    for (let i = 0; i < b.length; i += 1) {
      let [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
      if (i >= a.length) return true;
      if (x === y) continue;
      if (x >= 0xd800 && y >= 0xd800) {
        [x, y] = [x, y].map((it) => it >= 0xe000 ? it - 0x800 : it + 0x2000);
      }
      return x < y;
    }
    return false;
  }
  const compare = (a, b) => before(a, b) ? -1 : before(b, a) ? 1 : 0;

  function unpack(text) {
    const [found, backs] = [[], []];
    let previous = "";
    for (const item of text ? text.split(" ") : []) {
      const [rest, back] = item.slice(1).split("=");
      previous = previous.slice(0, parseInt(item[0], 36)) + rest;
      found.push(previous);
      backs.push(back === undefined ? null : back === "" ? 0 : parseInt(back, 36));
    }
    return { found, backs };
  }

  // Calls `each` with paper, level and whether the word is in the title.
  function postings(text, each) {
    let [key, number, paper, readsKey] = [0, 0, -1, false];
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === 33) {
        readsKey = true;
        paper = -1;
      } else if (code >= 93) number = number << 5 | (code - 93);
      else {
        const value = number << 5 | (code - 35);
        number = 0;
        if (readsKey) {
          key = value & 31;
          readsKey = false;
        } else {
          paper += value + 1;
          each(paper, key >> 1, key & 1);
        }
      }
    }
  }

  function list(text) {
    if (!text.startsWith("=")) {
      let df = 0;
      postings(text, () => { df += 1; });
      return { text, df };
    }
    const [df, file, position, ...more] = text.slice(1).split(",");
    return { text, df: Number(df), files: [file, ...more], position: Number(position) };
  }

  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let earlier = [];
    let last = [...b, 0].map((_, j) => j);
    for (let i = 0; i < a.length; i += 1) {
      const row = [i + 1];
      for (let j = 0; j < b.length; j += 1) {
        let best = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] === b[j] ? 0 : 1));
        if (i && j && a[i] === b[j - 1] && a[i - 1] === b[j]) best = Math.min(best, earlier[j - 1] + 1);
        row.push(best);
      }
      if (Math.min(...row) > limit) return limit + 1;
      [earlier, last] = [last, row];
    }
    return Math.min(last[b.length], limit + 1);
  }

  // `load(name)` gives the JSON of a file.
  function makeEngine(manifest, load) {
    const { weights } = manifest;
    const stop = new Set(manifest.stop.split(" "));
    const shelf = (it) => it && { begins: it.begins.split(" "), hashes: it.hashes.split(" ") };
    const forward = shelf(manifest.lexicon);
    const backward = shelf(manifest.reversed);
    const cardHashes = manifest.cards.hashes.split(" ");
    const kept = new Map();

    // Files stay while there is room, the ones asked for last the longest.
    function file(name, read = (it) => it) {
      const known = kept.get(name) ?? load(name).then(read);
      kept.delete(name);
      kept.set(name, known);
      known.catch(() => kept.delete(name));
      if (kept.size > 300) kept.delete(kept.keys().next().value);
      return known;
    }

    const lexicon = (index) => file(`l${forward.hashes[index]}`, ({ w, l }) => {
      const { found, backs } = unpack(w);
      let last = -1;
      const groups = backs.map((back) => back === null ? (last += 1) : last - back);
      const lists = [];
      return { found, at: new Map(found.map((it, i) => [it, i])),
        list: (i) => lists[groups[i]] ??= list(l[groups[i]]) };
    });
    const fileOf = ({ begins }, word) => {
      const next = begins.findIndex((it) => before(word, it));
      return Math.max(0, (next < 0 ? begins.length : next) - 1);
    };
    const filesOf = (at, word) => {
      const first = fileOf(at, word);
      const next = at.begins.findIndex((it) => before(word, it) && !it.startsWith(word));
      return [first, Math.max(first, (next < 0 ? at.begins.length : next) - 1)];
    };
    const span = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
    function near(at, beginning, word) {
      const [from, to] = filesOf(at, beginning);
      const own = fileOf(at, word);
      let [first, last] = [own, own];
      while (last - first < 3 && (first > from || last < to)) {
        if (last < to) last += 1;
        if (last - first < 3 && first > from) first -= 1;
      }
      return span(first, last);
    }

    const candidate = (at, i, weight) =>
      ({ text: at.found[i], list: at.list(i), df: at.list(i).df, weight });
    const isTerm = (word) => word.includes(":");
    function distinct(candidates, limit) {
      const seen = new Set();
      return candidates.filter(({ list: { text } }) =>
        seen.size < limit && !seen.has(text) && seen.add(text));
    }

    async function completions(text) {
      if (new TextEncoder().encode(text).length < 2) return [];
      const [first, last] = filesOf(forward, text);
      const found = [];
      for (const at of await Promise.all(span(first, Math.min(last, first + 3)).map(lexicon))) {
        at.found.forEach((word, i) => {
          if (word.length > text.length && word.startsWith(text) && !isTerm(word)) {
            found.push(candidate(at, i, weights.prefix));
          }
        });
      }
      found.sort((a, b) => b.df - a.df || compare(a.text, b.text));
      return distinct(found, weights.completions);
    }

    async function corrections(text) {
      const typed = [...text];
      if (typed.length < weights.typoLengths[0]) return [];
      const limit = typed.length >= weights.typoLengths[1] ? 2 : 1;
      const half = Math.max(2, (typed.length - 1) >> 1);
      const first = typed.slice(0, half).join("");
      const backwards = typed.toReversed();
      const last = backwards.slice(0, half).join("");
      const found = [];
      const consider = (at, i) => {
        const far = distance(typed, [...at.found[i]], limit);
        if (far <= limit) found.push({ far, ...candidate(at, i, weights.typo[far - 1]) });
      };
      const [starts, ends] = await Promise.all([
        Promise.all(near(forward, first, text).map(lexicon)),
        backward ? endings(last, backwards, limit) : [],
      ]);
      for (const at of starts) {
        at.found.forEach((word, i) => {
          if (!isTerm(word) && (word.startsWith(first) || (manifest.small &&
            [...word].toReversed().join("").startsWith(last) && at.list(i).df > 1))) consider(at, i);
        });
      }
      const others = ends.filter((word) => !word.startsWith(first));
      for (const at of await Promise.all(others.map((word) => lexicon(fileOf(forward, word))))) {
        const word = others.shift();
        if (at.at.has(word)) consider(at, at.at.get(word));
      }
      found.sort((a, b) => a.far - b.far || b.df - a.df || compare(a.text, b.text));
      return distinct(found, weights.corrections);
    }

    async function endings(last, backwards, limit) {
      const files = near(backward, last, backwards.join("")).map((index) =>
        file(`r${backward.hashes[index]}`, ({ w, d }) => ({ found: unpack(w).found, d })));
      const found = [];
      for (const at of await Promise.all(files)) {
        at.found.forEach((word, i) => {
          const far = word.startsWith(last) ? distance(backwards, [...word], limit) : limit + 1;
          if (far <= limit) found.push({ far, df: at.d[i], word });
        });
      }
      found.sort((a, b) => a.far - b.far || b.df - a.df || compare(a.word, b.word));
      return found.slice(0, weights.corrections).map(({ word }) => [...word].toReversed().join(""));
    }

    async function find({ text, exact, last }) {
      const at = await lexicon(fileOf(forward, text));
      const own = at.at.has(text) ? [candidate(at, at.at.get(text), 10)] : [];
      if (exact) return own;
      if (last && (own[0]?.df ?? 0) < 3) {
        const completed = await completions(text);
        if (own.length || completed.length) return [...own, ...completed];
      }
      if (own.length) return own;
      const corrected = await corrections(text);
      if (corrected.length) return corrected;
      const i = at.found.findLastIndex((word) =>
        text.startsWith(word) && !isTerm(word) && [...word].length >= 4);
      return i < 0 ? [] : [candidate(at, i, weights.beginning)];
    }

    async function read({ text, files, position }, tiers, each) {
      if (!files) {
        postings(text, each);
        return;
      }
      const texts = await Promise.all(files.slice(0, tiers).map((name) => file(`p${name}`)));
      texts.forEach((it, tier) => postings(it[tier ? 0 : position] ?? "", each));
    }

    const count = manifest.papers;
    const idfOf = (df) => Math.max(1, Math.round(1024 * Math.log(1 + (count - df + 0.5) / (df + 0.5))));

    function range(limits) {
      const { begin, firsts } = manifest.months ?? { firsts: [] };
      if (!limits || !firsts.length) return [0, count];
      const first = (month) => month < begin ? 0 : firsts[month - begin] ?? count;
      const from = first(limits[0]);
      return [from, Math.max(from, first(limits[1] + 1))];
    }

    async function card(paper) {
      const { size, block } = manifest.cards;
      const shard = Math.floor(paper / size);
      const blocks = manifest.small ? 0 : Math.floor(Math.floor(count / size) / block);
      const inBlocks = blocks * block;
      const place = shard < inBlocks ? Math.floor(shard / block) : blocks + shard - inBlocks;
      const cards = await file(`c${shard}-${cardHashes[place]}`);
      const [title, authors, authorCount, date, tags, slug, votes] = cards[paper % size];
      return { title, authors, authorCount, date, tags, slug, votes };
    }

    // The first papers are put in the order of the very words typed.
    function reorder(results, query, found) {
      const idfs = new Map();
      for (const { word, idf } of found) if (!word.exact || word.required) idfs.set(word.text, idf);
      const whole = [...idfs.values()].reduce((sum, it) => sum + it, 0);
      if (!whole) return results;
      for (const result of results) {
        const texts = [result.title, ...result.authors].map(words);
        let sum = 0;
        for (const [word, idf] of idfs) if (texts.some((it) => it.includes(word))) sum += idf;
        for (const [a, b] of query.neighbours) {
          if (idfs.has(a) && idfs.has(b) &&
            texts.some((it) => it.some((word, i) => word === a && it[i + 1] === b))) {
            sum += (idfs.get(a) + idfs.get(b)) / 4;
          }
        }
        const share = Math.min(1, sum / whole);
        result.score += weights.exact / 100 * 150 * sum * share * share;
      }
      return results.sort((a, b) => b.score - a.score);
    }

    // `options`: limit, sort ("date" or "relevance"), isStale, onCount.
    async function answer(text, { limit = 10, sort, isStale = () => false, onCount } = {}) {
      const query = parse(text);
      const telling = query.words.filter((it) => !stop.has(it.text));
      const asked = telling.length ? telling : query.words;
      const [found, filters] = await Promise.all([
        Promise.all(asked.map(async (word) => {
          const candidates = await find(word);
          const df = Math.max(...candidates.map((it) => it.df));
          return { word, candidates, idf: candidates.length ? idfOf(df) : 0 };
        })),
        Promise.all(query.filters.map((term) => find({ text: term, exact: true }))),
      ]);
      if (isStale()) return null;

      const [scores, titles] = [new Float64Array(count).fill(-1), new Float64Array(count)];
      const hits = new Uint8Array(count);
      const touched = [];
      const touch = (paper) => {
        if (scores[paper] < 0) {
          scores[paper] = 0;
          touched.push(paper);
        }
      };
      let [required, whole] = [0, 0];
      for (const candidates of filters) {
        required += 1;
        for (const it of candidates) {
          await read(it.list, Infinity, (paper) => {
            touch(paper);
            hits[paper] += 1;
          });
        }
      }
      // Asked for at once, added in order.
      const tiers = required || asked.some((it) => it.required) ? Infinity : 1;
      await Promise.all(found.flatMap(({ candidates }) =>
        candidates.map((it) => read(it.list, tiers, () => {}))));
      if (isStale()) return null;
      for (const { word, candidates, idf } of found) {
        const points = idf * word.count;
        whole += points * Math.max(0, ...candidates.map((it) => it.weight)) * manifest.levels;
        if (word.required) required += 1;
        const best = new Map();
        const add = (paper, score, title) => {
          touch(paper);
          scores[paper] += score;
          titles[paper] += title;
          if (word.required) hits[paper] += 1;
        };
        for (const it of candidates) {
          await read(it.list, tiers, (paper, level, inTitle) => {
            if (word.title && !inTitle) return;
            const score = points * it.weight * level;
            const title = inTitle ? points * it.weight * manifest.levels : 0;
            if (candidates.length === 1) add(paper, score, title);
            else {
              const old = best.get(paper);
              if (!old) best.set(paper, [score, title]);
              else {
                old[0] = Math.max(old[0], score);
                old[1] = Math.max(old[1], title);
              }
            }
          });
        }
        for (const [paper, [score, title]] of best) add(paper, score, title);
      }

      const [from, to] = range(query.months);
      const all = !query.words.length && !required;
      const pool = !all ? touched : to - from < count ? span(from, to - 1) : [];
      const size = Math.max(limit, 10);
      let top = [];
      let total = 0;
      for (const paper of pool) {
        if (paper < from || paper >= to || hits[paper] !== required) continue;
        if (query.words.length && scores[paper] <= 0) continue;
        total += 1;
        let score = Math.max(0, scores[paper]);
        if (sort === "date") score = 0;
        else if (titles[paper] > 0) {
          const share = titles[paper] / whole;
          score += weights.title / 100 * titles[paper] * share * share;
        }
        top.push([score, paper]);
        if (top.length >= size * 8) top = best(top, size);
      }
      top = best(top, size);
      onCount?.(total);
      const results = await Promise.all(top.map(async ([score, paper]) =>
        ({ score, ...await card(paper) })));
      if (isStale()) return null;
      const head = sort === "date" ? results.slice(0, 10) : reorder(results.slice(0, 10), query, found);
      return { total, results: [...head, ...results.slice(10)].slice(0, limit),
        words: found.flatMap(({ candidates }) => candidates.map((it) => it.text)),
        corrections: found.filter(({ candidates }) =>
          candidates.length && candidates.every((it) => it.weight < 10))
          .map(({ word, candidates }) => ({ typed: word.text, shown: candidates.map((it) => it.text) })) };
    }
    const best = (top, size) => top.sort((a, b) => b[0] - a[0] || b[1] - a[1]).slice(0, size);

    // Words that the last one typed may become.
    async function complete(text) {
      const last = /[^\s":]+$/.exec(text)?.[0];
      const word = last && words(last).at(-1);
      if (!word) return [];
      const start = text.slice(0, text.length - last.length);
      return (await completions(word)).map((it) => start + it.text);
    }

    return { answer, complete };
  }

  // Hosts may send .gz files as they are or as compressed JSON; their first bytes tell.
  async function fetchJSON(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    const bytes = await response.arrayBuffer();
    const start = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
    if (start[0] !== 0x1f || start[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  }

  function start({ manifest, base }, load = (name) => fetchJSON(base + name + manifest.suffix)) {
    return makeEngine(manifest, load);
  }

  if (typeof document !== "undefined") {
    self.digestSearchEngine = start;
    return;
  }
  let engine = null;
  let newest = 0;
  onmessage = async ({ data }) => {
    if (data.manifest) {
      engine = start(data);
      postMessage({ ready: true });
      return;
    }
    const { id, text, options } = data;
    if (!options.completes) newest = id;
    try {
      const isStale = () => newest !== id;
      const result = options.completes ? await engine.complete(text)
        : await engine.answer(text, { ...options, isStale });
      postMessage({ id, result });
    } catch (error) {
      postMessage({ id, error: String(error) });
    }
  };
})();
