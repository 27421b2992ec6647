// Page and worker: see docs/search.md. A block, as scripts share their names.
"use strict";
{
// Words
const letters = new Map("ßss øo æae œoe łl đd ðd þth ıi ħh ŋn ςσ ‐- ‘' ’'".split(" ").map((it) => [it[0], it.slice(1)]));
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
  .replace(/[^\0-\x7f]/g, (it) => letters.get(it) ?? it).normalize("NFC");

const unspaced = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const letter = "[\\p{L}\\p{M}\\p{N}]";
const sign = `(?!${unspaced})${letter}`;
const end = `(?!${sign})`;
const part = `(?:[a-z0-9]#${end}|${sign}(?:${sign}|'(?!s${end})(?=${sign})|(?<=[0-9])\\.(?=[0-9]))*(?:(?:'s|\\+\\+)${end})?)`;
const runs = new RegExp(`((?=${unspaced})${letter})+|${part}(-${part})*`, "gu");

const tokens = (text) => [...fold(text).matchAll(runs)].map(([run, isPairs]) => {
  const signs = [...run];
  const parts = isPairs ? signs.slice(0, signs.length - 1 || 1).map((it, i) => it + (signs[i + 1] ?? ""))
    : run.split("-").map((it) => it.replace(/'s$|'/g, ""));
  return { parts, whole: run.includes("-") && parts.length < 5 && parts.join("") };
});
const words = (text) => tokens(text).flatMap((it) => it.parts);
const holds = (list, phrase) => list.some((_, i) => phrase.every((it, j) => it === list[i + j]));
const quoted = (text) => `"${text.replaceAll('"', " ")}"`;

// Queries
function parse(text) {
  const [found, pairs, phrases, filters, must] = [[], [], [], [], { exact: true, required: true }];
  let months = [0, 1e6];
  let [previous, last] = [];
  function add(text, flags = {}, isNext = true) {
    const known = found.find((it) => it.text === text);
    if (isNext && previous) pairs.push([previous, text]);
    if (isNext) previous = text;
    if (known) {
      known.count += 1;
      known.exact &&= flags.exact;
      known.required ||= flags.required;
      known.bit ||= flags.bit;
    } else found.push({ text, count: 1, ...flags });
  }
  const cut = text.slice(0, 500);
  for (const [chunk, field = "", quote, bare] of cut.matchAll(
    /(?:(author|tag|title|venue|year):)?(?:"([^"]*)"?|([^\0- \xa0\u3000"]*))/gi)) {
    const kind = field.toLowerCase();
    const value = quote ?? bare;
    const all = words(value);
    if (chunk) last = null;
    if (kind === "title") all.forEach((it) => add(it, { ...must, bit: 1 }));
    else if (kind === "year") {
      const [from, to = from] = value.split("..");
      if (/^(\d{4}(\.\.(\d{4})?)?|\.\.\d{4})$/.test(value) && from <= (to || 9999)) months = [from * 12, (to || 9999) * 12 + 11];
    } else if (kind) {
      previous = null;
      for (const it of kind === "tag" && all[0] ? [all.join("-")] : all) {
        filters.push({ ...must, count: 0, bit: kind === "author" && 2, text: kind === "author" ? it : `${kind}:${it}` });
      }
    } else if (bare === undefined) {
      previous = null;
      all.forEach((it) => add(it, must));
      if (all.length > 1) phrases.push(all);
      previous = null;
    } else {
      const plain = value.replace(/^.*?(arxiv\.org\/(abs|pdf)|doi\.org)\/|^(arxiv|doi):/i, "");
      if (plain.includes("/")) {
        add(plain.toLowerCase(), { exact: true });
        previous = null;
      }
      for (const { parts, whole } of tokens(plain)) {
        for (last of parts) add(last);
        if (whole) add(whole, { exact: true }, false);
      }
    }
  }
  if (/[^\0- \xa0\u3000"]$/.test(cut)) for (const it of found) it.last = it.text === last;
  return { words: found.slice(0, 16), pairs, phrases, filters: filters.slice(0, 8), months };
}

// Files
function unpack(line) {
  let [previous, list] = ["", -1];
  return line.split(" ").map((item) => {
    const [rest, back] = item.slice(1).split("=");
    previous = previous.slice(0, parseInt(item[0], 36)) + rest;
    list += back === undefined;
    return [previous, list - parseInt(back || 0, 36)];
  });
}

function postings(list, each) {
  let [number, key, paper] = [0];
  for (let i = 0; i < list.length; i += 1) {
    const digit = list.charCodeAt(i) - 35;
    if (digit < 0) key = paper = -1;
    else if (digit > 31) number = (number + digit - 58) * 32;
    else {
      number += digit;
      if (key < 0) key = number;
      else each(paper += number + 1, key);
      number = 0;
    }
  }
}

let [manifest, weights, base, forward, backward, matches, years] = [];
let turn = 0;
// Hosts may have unpacked .gz files.
let load = async (name, signal) => {
  const isPage = name.includes("/");
  const response = await fetch(base + name + (isPage ? "" : manifest.suffix), { signal });
  if (!response.ok) throw name;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = await new Response(bytes[0] === 31
    ? new Response(bytes).body.pipeThrough(new DecompressionStream("gzip")) : bytes).text();
  return isPage ? text : JSON.parse(text);
};
const kept = new Map();
function file(name, read = (it) => it) {
  const it = kept.get(name) ?? { stopper: new AbortController() };
  it.data ??= load(name, it.stopper.signal).then((json) => {
    it.stopper = 0;
    return read(json);
  });
  it.data.catch(() => kept.delete(name));
  kept.set(name, it);
  return it.data;
}

async function start(...values) {
  [manifest, base, load = load] = values;
  ({ weights } = manifest);
  [forward, backward] = [manifest.lexicon, manifest.reversed].map((it) =>
    it && { ...it, begins: it.begins.split(" ") });
}
const sum = (numbers) => numbers.reduce((all, it) => all + it, 0);
const all = async (items, read) => (await Promise.all(items.map(read))).flat();

const fileOf = ({ begins }, word) => begins.findLastIndex((it) => it <= word);
const filesOf = (at, word) => [...at.begins.keys()].filter((i) => i === fileOf(at, word) || at.begins[i].startsWith(word));
function near(at, beginning, word) {
  const own = fileOf(at, word);
  return filesOf(at, beginning).sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || b - a).slice(0, weights.files);
}

const lexicon = (index) => file(`l${index}-${forward.hash}`, ({ w, l }) => {
  const lists = l.map((list) => {
    const [df, first, position, ...more] = list.slice(1).split(",");
    return list[0] === "=" ? { list, df, files: [first, ...more], position }
      : { list, df: list.split(/[#-B]/).length - list.split("!").length };
  });
  return unpack(w).map(([text, i]) => ({ text, ...lists[i] }));
});

const texts = ({ list, files }, tiers) => files ? all(files.slice(0, tiers), (name) => file(`p${name}`)) : [list];

// Candidates
const weigh = (found, weight) => found.map((it) => ({ ...it, weight }));
const known = async (word) => weigh((await lexicon(fileOf(forward, word))).filter((it) => it.text === word), 10);
const order = (a, b) => a.far - b.far || b.df - a.df || (a.text < b.text ? -1 : 1);
const best = (found, limit, lists = new Set()) => found.sort(order)
  .filter(({ list }) => lists.size < limit && !lists.has(list) && lists.add(list));

async function completions(text) {
  if (/^[\0-\x7f]?$/.test(text)) return [];
  const found = await all(filesOf(forward, text).slice(0, weights.files), lexicon);
  return best(weigh(found.filter((it) => it.text !== text && it.text.startsWith(text) && !it.text.includes(":")), weights.prefix), weights.completions);
}

function distance(a, b, limit) {
  const rest = (i, j, cost) => cost + distance(a.slice(i), b.slice(j), limit - cost);
  if (Math.abs(a.length - b.length) > limit) return 3;
  if (!a.length || !b.length) return a.length + b.length;
  if (a[0] === b[0]) return rest(1, 1, 0);
  return limit ? Math.min(rest(1, 0, 1), rest(0, 1, 1), rest(1, 1, 1),
    a[0] === b[1] && a[1] === b[0] ? rest(2, 2, 1) : 3) : 3;
}

// A slip leaves the first half of a word whole, or the last.
async function corrections(text) {
  const { typoLengths: [one, two], typo, endings, corrections } = weights;
  if (text.length < one) return [];
  const back = (word) => [...word].reverse().join("");
  const half = Math.max(2, (text.length - 1) >> 1);
  const [first, last] = [text, back(text)].map((it) => it.slice(0, half));
  const limit = text.length < two ? 1 : 2;
  const close = (found, typed) => found.map((it) => ({ ...it, far: distance(typed, it.text, limit) }))
    .filter(({ far }) => far <= limit);
  const [starts, ends] = await Promise.all([
    all(near(forward, first, text), lexicon),
    backward ? all(near(backward, last, back(text)), (index) => file(`r${index}-${backward.hash}`,
      ({ w, d }) => unpack(w).map(([text], i) => ({ text, df: d[i] })))) : [],
  ]);
  const others = close(ends.filter((it) => it.text.startsWith(last)), back(text)).sort(order).slice(0, endings)
    .map((it) => back(it.text)).filter((it) => !it.startsWith(first));
  const found = starts.filter((it) => !it.text.includes(":") && (it.text.startsWith(first) ||
    manifest.small && back(it.text).startsWith(last) && it.df > 1));
  return best(close([...found, ...await all(others, known)], text), corrections).map((it) => ({ ...it, weight: typo[it.far - 1] }));
}

async function find({ text, exact, last }) {
  const own = await known(text);
  if (exact || own.length && !(last && own[0].df < 3)) return own;
  const completed = [...own, ...last ? await completions(text) : []];
  const found = completed.length ? completed : await corrections(text);
  return found.length ? found : weigh((await lexicon(fileOf(forward, text))).filter((it) =>
    text.startsWith(it.text) && !it.text.includes(":") && it.text.length > 3).slice(-1), weights.beginning);
}

// Papers
async function card(paper) {
  const { papers, cards: { size, block, hashes } } = manifest;
  const shard = paper / size | 0;
  const blocks = papers / size / block | 0;
  const place = shard < blocks * block ? shard / block | 0 : shard - blocks * (block - 1);
  const columns = await file(`c${shard}-${hashes.split(" ")[place]}`, (it) => it.map((text) => text.split("\n")));
  const [title, authors, authorCount, date, tags, slug] = columns.map((it) => it[paper % size]);
  return { title, authors: authors.split("\t"), authorCount, date, tags: tags.split("\t"), slug };
}

const page = (slug) => file(`../papers/${slug}.html`, (html) =>
  html.slice(html.indexOf("</h1>")).split(/class="bibtex"|<\/main>/)[0]);
const plain = (html) => html.replace(/<annotation[^]*?<\/annotation>/g, " ")
  .replace(/<\/?(a|em|strong|code|del|su[bp]|span|m[ino]|mtext)\b[^>]*>/g, "").replace(/<[^>]*>?/g, " ")
  .replace(/&(lt|gt|quot|#39|amp);/g, (_, it) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[it] ?? "'");
const excerpt = async (slug) =>
  plain((await page(slug)).replace(/^[^]*?<\/h2>|<h2[^]*?<\/h2>/g, " ")).replace(/\s+/g, " ").trim();

function reorder(results, { pairs }, found) {
  const idfs = new Map(found.filter((it) => it.count && (!it.exact || it.required)).map((it) => [it.text, it.idf]));
  const whole = sum([...idfs.values()]);
  for (const result of whole ? results : []) {
    const texts = [result.title, ...result.authors].map(words);
    const has = (...phrase) => texts.some((it) => holds(it, phrase));
    const points = sum([...idfs].map(([word, idf]) => has(word) && idf)) +
      sum(pairs.map(([a, b]) => has(a, b) && (idfs.get(a) + idfs.get(b)) / 4 || 0));
    const share = Math.min(1, points / whole);
    result.score += weights.exact / 100 * 150 * points * share * share;
  }
  return results.sort((a, b) => b.score - a.score);
}

async function answer(text, { limit, sort, saved }) {
  const own = turn += 1;
  for (const [name, it] of kept) {
    if (it.stopper && /^[c.]/.test(name)) {
      it.stopper.abort();
      kept.delete(name);
    }
  }
  const check = () => { if (own < turn) throw own; };
  const { papers: count, levels, months: { begin, firsts } = { firsts: [] } } = manifest;
  const query = parse(text);
  const telling = query.words.filter((it) => !manifest.stop.split(" ").includes(it.text));
  const found = await all([...telling.length ? telling : query.words, ...query.filters], async (word) => {
    const candidates = await find(word);
    const df = Math.max(...candidates.map((it) => it.df));
    const idf = Math.max(1, Math.round(1024 * Math.log(1 + (count - df + 0.5) / (df + 0.5))));
    return { ...word, candidates, idf: candidates.length && idf };
  });
  if (saved) {
    const candidates = await all(saved, async (slug) => {
      const term = await known(`paper:${slug}`);
      return term.length ? term : known(slug);
    });
    found.push({ required: true, count: 0, candidates });
  }
  check();

  const required = found.filter((it) => it.required).length;
  const lists = all(found.flatMap((it) => it.candidates), async (it) => {
    it.texts = await texts(it, required ? Infinity : 1);
  });
  const votes = sort === "votes" ? file(`v${manifest.votes}`) : "";
  await lists;
  const [scores, titles, hits, ranks, points, title, listed] = [..."1234567"].map(() => new Int32Array(count));
  postings(await votes, (paper, key) => { ranks[paper] = key; });
  check();

  let whole = 0;
  for (const { idf, count: times, bit, required, candidates } of found) {
    const worth = times && idf * times;
    whole += worth * levels * Math.max(0, ...candidates.map((it) => it.weight));
    const papers = [];
    for (const { texts, weight } of candidates) {
      const unit = worth * weight;
      const read = (paper, key) => {
        if (bit && !(key & bit)) return;
        listed[paper] ||= papers.push(paper);
        points[paper] = Math.max(points[paper], unit * (key >> 2));
        if (key & 3) title[paper] = Math.max(title[paper], unit * levels);
      };
      for (const text of texts) postings(text, read);
    }
    for (const paper of papers) {
      scores[paper] += points[paper];
      titles[paper] += title[paper];
      if (required) hits[paper] += 1;
      points[paper] = title[paper] = listed[paper] = 0;
    }
  }

  const first = (month) => month < begin ? 0 : firsts[month - begin] ?? count;
  const range = (from, to) => [first(from), first(to + 1)];
  const [from, to] = range(...query.months);
  const isAsked = found.length || query.months[1] < 1e6;
  const size = query.phrases.length ? 30 : Math.max(limit, 10);
  const best = (top) => top.sort((a, b) => b[0] - a[0]).slice(0, size);
  let [top, total, least] = [[], 0, -1];
  matches = new Uint8Array(count).fill(isAsked ? 0 : 1);
  for (let paper = isAsked ? count - 1 : -1; paper >= 0; paper -= 1) {
    if (hits[paper] !== required || query.words.length && !scores[paper]) continue;
    matches[paper] = 1;
    if (paper < from || paper >= to) continue;
    total += 1;
    const share = titles[paper] / whole || 0;
    const score = sort ? ranks[paper] : scores[paper] + weights.title / 100 * titles[paper] * share * share;
    if (score > least) top.push([score, paper]);
    if (top.length > 9 * size) {
      top = best(top);
      least = top.at(-1)[0];
    }
  }
  years = [];
  for (let year = begin / 12 | 0; year * 12 < begin + firsts.length; year += 1) {
    years.unshift([`${year}`, sum(matches.subarray(...range(year * 12, year * 12 + 11)))]);
  }
  matches.fill(0, 0, from).fill(0, to);

  let results = await all(best(top), async ([score, paper]) => ({ score, ...await card(paper) }));
  if (query.phrases.length) {
    const check = async (it) => {
      const missing = query.phrases.filter((phrase) => !holds(words(it.title), phrase));
      const text = missing.length && words(plain(await page(it.slug)));
      return missing.every((phrase) => holds(text, phrase)) ? it : [];
    };
    results = await all(results, (it) => check(it).catch(() => it));
    total = results.length;
  }
  if (saved) {
    const before = results.length;
    results = results.filter(({ slug }) => saved.includes(slug));
    total += results.length - before;
  }
  if (!sort) results = [...reorder(results.slice(0, 10), query, found), ...results.slice(10)];
  return { total: isAsked && total, results: results.slice(0, limit),
    words: found.flatMap(({ candidates }) => candidates.map((it) => it.text)),
    corrections: found.filter(({ candidates }) => candidates.length && candidates.every((it) => it.weight < 10))
      .map(({ text, candidates }) => [text, candidates.slice(0, 3).map((it) => it.text).join(", ")]) };
}

const counts = async (field) => Promise.all(manifest[`${field}s`]?.map(async (name) => {
  let flags = matches;
  for (const { text } of parse(`${field}:${quoted(name)}`).filters) {
    const [old, next] = [flags, new Uint8Array(manifest.papers)];
    for (const list of await all(await known(text), (it) => texts(it))) postings(list, (paper) => { next[paper] = old[paper]; });
    flags = next;
  }
  return [name, sum(flags)];
}) ?? years);

async function complete(text) {
  const [last] = /[^\s":]*$/.exec(text);
  const word = words(last).at(-1);
  return word ? (await completions(word)).map((it) => text.slice(0, -last.length) + it.text) : [];
}

const engine = { start, answer, counts, complete, excerpt };
const call = (name, ...values) => engine[name](...values).catch(() => null);

// The page: what is found is no markup
function startPage() {
  const [place, form, filters, options, status, notes, results, more, result, note, data] =
    "place form filters options status notes results more result note manifest".split(" ")
      .map((it) => document.getElementById(`search-${it}`));
  const { q: input, tag, venue, author, from, to, sort, saved } = form.elements;
  const root = new URL(document.documentElement.dataset.root || "./", location.href);
  const isDisk = location.protocol === "file:";
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const copy = ({ content }) => content.cloneNode(true).querySelectorAll("*");

  // From a disk only scripts load.
  const twins = {};
  self.digestSearchFile = (name, content) => twins[name](content);
  const twin = (name) => new Promise((resolve, onerror) => {
    twins[name] = resolve;
    document.head.append(make("script", { src: `${base}${name}.js`, onerror }));
  });

  let ask = call;
  start(JSON.parse(data.textContent), new URL("search/", root).href, isDisk ? twin : undefined);
  if (!isDisk) {
    const waiting = [];
    const worker = new Worker(document.currentScript.src);
    ask = (...it) => new Promise((done) => worker.postMessage([waiting.push(done) - 1, ...it]));
    worker.onmessage = ({ data: [id, result] }) => waiting[id](result);
    worker.onerror = () => {
      ask = call;
      fromAddress();
    };
    ask("start", manifest, base);
  }

  let [asked, typing] = [0];
  const savedIds = () => self.digestSaved?.().map((it) => it.id) ?? [];

  async function show(limit) {
    const turn = asked += 1;
    const text = `tag:${quoted(tag.value)} venue:${quoted(venue.value)} author:${quoted(author.value)} year:${from.value}..${to.value} ${input.value}`;
    place.ariaBusy = true;
    const answer = await ask("answer", text, { limit, sort: sort.value, saved: saved.checked && savedIds() });
    if (turn !== asked) return;
    place.ariaBusy = false;
    const { total, results: found, corrections, words } = answer ?? {};
    status.textContent = !answer ? status.dataset.failed : total ? `${total.toLocaleString("en")} paper${total > 1 ? "s" : ""}`
      : total === 0 ? status.dataset.none : "";
    if (!answer) return;
    notes.replaceChildren(...corrections.map(([text, others]) => {
      const [item, shown, typed, link, again] = copy(note);
      shown.textContent = others;
      typed.textContent = text;
      link.href = `?q=${encodeURIComponent(quoted(text))}`;
      again.textContent = quoted(text);
      return item;
    }));
    results.replaceChildren(...found.map((it) => card(it, words)));
    more.hidden = found.length >= total;
    document.dispatchEvent(new Event("digest:cards"));
    showCounts();
    // Excerpts cost pages: only once typing rests.
    setTimeout(() => turn === asked && !isDisk && [...results.children].forEach((it) => seen.observe(it)), 300);
  }

  const optionOf = (select, value) =>
    [...select.options].find((it) => it.value === value) ?? select.appendChild(new Option(value, value));
  async function showCounts() {
    const turn = asked;
    for (const name of filters.open ? ["from", "to", "tag", "venue"] : []) {
      const counts = await ask("counts", name);
      for (const [value, count] of turn === asked && counts || []) {
        optionOf(form.elements[name], value).text = `${value} (${count})`;
      }
    }
  }

  const excerpts = { __proto__: null };
  function card({ slug, title, authors, authorCount, date, tags }, words) {
    const [item, article, , link, names, excerpt, , time, facts] = copy(result);
    const others = authorCount - authors.length;
    article.dataset.authors = authors.join("\n");
    link.href = new URL(`papers/${slug}.html`, root);
    link.textContent = title;
    names.textContent = authors.join(", ") + (others > 0 ? ` and ${others} more` : "");
    time.textContent = time.dateTime = date;
    excerpt.hidden = isDisk;
    facts.textContent = tags.join(", ");
    const mark = () => excerpt.replaceChildren(...marked(excerpts[slug] ?? "", words));
    item.onview = async () => {
      excerpts[slug] ??= await ask("excerpt", slug);
      mark();
    };
    mark();
    return item;
  }

  function marked(text, words) {
    const stems = words.filter((it) => it.length > 1).map((it) => it.slice(0, Math.max(3, it.length - 3)).replace(/[!-/:-@[-`{-~]/g, "."));
    const hit = new RegExp(`(?<!${letter})((?:${stems.join("|") || "$"})${letter}*)`, "iu");
    const begin = text.lastIndexOf(" ", text.search(hit) - 80) + 1;
    const stop = `${text} `.lastIndexOf(" ", begin + 280);
    const cut = text.slice(begin, stop).split(hit).map((it, i) => i % 2 ? make("mark", { textContent: it }) : it);
    return [begin ? "… " : "", ...cut, stop < text.length ? " …" : ""];
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.onview();
  });

  function fromAddress() {
    const wanted = new URL(location.href).searchParams;
    for (const it of form.elements) {
      const value = wanted.get(it.name) ?? "";
      if (it.options) optionOf(it, value);
      it[it.type === "checkbox" ? "checked" : "value"] = value;
      if (value && filters.contains(it)) filters.open = true;
    }
    show(10);
  }

  function change(isStep) {
    clearTimeout(typing);
    const url = new URL(location.href);
    const isNew = isStep || !url.searchParams.has("q");
    url.search = new URLSearchParams([...new FormData(form)].filter(([, it]) => it.trim()));
    if (url.href !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", url);
    return show(10);
  }

  let chosen = -1;
  function choose(index) {
    const all = [...options.children];
    chosen = index < -1 ? all.length - 1 : index < all.length ? index : -1;
    all.forEach((it, i) => { it.ariaSelected = i === chosen; });
    input.setAttribute("aria-activedescendant", all[chosen]?.id ?? "");
    options.hidden = !all.length;
    input.ariaExpanded = !options.hidden;
  }
  function offer(...texts) {
    options.replaceChildren(...texts.slice(0, 6).map((it, i) => make("li", { role: "option", id: `search-option-${i}`, textContent: it })));
    choose(-1);
  }
  function take(text) {
    input.value = text;
    offer();
    change(true);
  }
  async function suggest() {
    const text = input.value;
    const found = await ask("complete", text);
    if (found && text === input.value && document.activeElement === input) offer(...found);
  }

  input.oninput = () => {
    clearTimeout(typing);
    asked += 1;
    typing = setTimeout(() => change().then(suggest), 120);
  };
  input.onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (event.key === "Home" || event.key === "End") choose(-1);
    if (by && options.hidden) suggest();
    else if (by) choose(chosen + by);
    else if (event.key === "Escape" && !options.hidden) offer();
    else return;
    event.preventDefault();
  };
  options.onmousedown = (event) => {
    event.preventDefault();
    take(event.target.textContent);
  };
  input.onblur = () => offer();
  form.onsubmit = (event) => {
    event.preventDefault();
    take(options.children[chosen]?.textContent ?? input.value);
  };
  self.onchange = (event) => event.target !== input && change(true);
  more.onclick = () => show(results.children.length + 10);
  filters.ontoggle = showCounts;
  addEventListener("popstate", fromAddress);

  if (!manifest.votes) sort.lastChild.remove();
  fromAddress();
}

if (typeof document !== "undefined") startPage();
else onmessage = async ({ data: [id, ...it] }) => postMessage([id, await call(...it)]);
}
