"use strict";
{
const indexVersion = 3;
const paperLimit = 2 ** 26;
let manifest;
let base;
let forward;
let backward;
const isWithin = (number, least, most) => Number.isInteger(number) && number >= least && number <= most;
function checkManifest({ version, papers, levels, cards, months, lexicon }) {
  const isUsable = version === indexVersion && isWithin(papers, 0, paperLimit) && isWithin(levels, 1, 15) &&
    isWithin(cards?.size, 1, 4096) && isWithin(cards.block, 1, 4096) && typeof lexicon?.begins === "string" &&
    (!months || isWithin(months.begin, 0, 119_999) && months.firsts?.length < 120_000 &&
      months.firsts.every((first, i, firsts) => isWithin(first, firsts[i - 1] ?? 0, papers)));
  if (!isUsable) throw new Error("this search index is damaged or of another version");
}
async function start(given, folder, loader = load) {
  checkManifest(given);
  [manifest, base, load] = [given, folder, loader];
  [forward, backward] = [manifest.lexicon, manifest.reversed].map((directory) =>
    directory && { ...directory, begins: directory.begins.split(" ") });
  return true;
}
function unreachable(name) {
  throw new Error(`cannot load ${name}`, { cause: "unreachable" });
}
let load = async (name, signal) => {
  const isPage = name.includes("/");
  const response = await fetch(base + name + (isPage ? "" : manifest.suffix), { signal })
    .catch(() => unreachable(name));
  if (!response.ok) unreachable(name);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isPacked = bytes[0] === 31;
  const text = await new Response(isPacked
    ? new Response(bytes).body.pipeThrough(new DecompressionStream("gzip")) : bytes).text();
  return isPage ? text : JSON.parse(text);
};
const kept = new Map();
function file(name, read = (content) => content) {
  const entry = kept.get(name) ?? { stopper: new AbortController() };
  entry.data ??= load(name, entry.stopper.signal).then((content) => {
    entry.stopper = null;
    return read(content);
  });
  entry.data.catch(() => kept.delete(name));
  kept.set(name, entry);
  return entry.data;
}
function stopOldLoads() {
  for (const [name, { stopper }] of kept) {
    if (stopper && /^[c.]/.test(name)) {
      stopper.abort();
      kept.delete(name);
    }
  }
}
const all = async (items, read) => (await Promise.all(items.map(read))).flat();
async function card(paper) {
  const { papers, cards: { size, block, hashes } } = manifest;
  const shard = Math.floor(paper / size);
  const blocks = Math.floor(papers / size / block);
  const place = shard < blocks * block ? Math.floor(shard / block) : shard - blocks * (block - 1);
  const columns = await file(`c${shard}-${hashes.split(" ")[place]}`,
    (texts) => texts.map((text) => text.split("\n")));
  const [title, authors, authorCount, date, tags, slug] = columns.map((column) => column[paper % size]);
  return { title, authors: authors.split("\t"), authorCount, date, tags: tags.split("\t"), slug };
}
const page = (slug) => file(`../papers/${slug}.html`, (html) =>
  html.slice(html.indexOf("</h1>")).split(/class="bibtex"|<\/main>/)[0]);
const entities = { lt: "<", gt: ">", quot: '"', amp: "&" };
const plainText = (html) => html.replace(/<annotation[^]*?<\/annotation>/g, " ")
  .replace(/<\/?(a|em|strong|code|del|su[bp]|span|m[ino]|mtext)\b[^>]*>/g, "").replace(/<[^>]*>?/g, " ")
  .replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? "'");
const excerpt = async (slug) =>
  plainText((await page(slug)).replace(/^[^]*?<\/h2>|<h2[^]*?<\/h2>/g, " ")).replace(/\s+/g, " ").trim();
const titleBit = 1;
const authorBit = 2;
function unpack(line) {
  let previous = "";
  let list = -1;
  return line.split(" ").map((item) => {
    const [rest, back] = item.slice(1).split("=");
    previous = previous.slice(0, parseInt(item[0], 36)) + rest;
    if (back === undefined) list += 1;
    return [previous, list - parseInt(back || 0, 36)];
  });
}
function postings(list, each) {
  let number = 0;
  let key = -1;
  let paper = -1;
  for (let i = 0; i < list.length; i += 1) {
    const digit = list.charCodeAt(i) - 35;
    if (digit < 0) {
      key = -1;
      paper = -1;
    } else if (digit > 31) number = (number + digit - 58) * 32;
    else {
      number += digit;
      if (key < 0) key = number;
      else each(paper += number + 1, key);
      number = 0;
    }
  }
}
const fileOf = ({ begins }, word) => begins.findLastIndex((begin) => begin <= word);
const filesOf = (directory, beginning) => [...directory.begins.keys()].filter((i) =>
  i === fileOf(directory, beginning) || directory.begins[i].startsWith(beginning));
function nearestFiles(directory, beginning, word) {
  const own = fileOf(directory, word);
  return filesOf(directory, beginning)
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || b - a).slice(0, manifest.weights.files);
}
const lexicon = (index) => file(`l${index}-${forward.hash}`, ({ w, l }) => {
  const lists = l.map((list) => {
    if (list[0] !== "=") return { list, df: list.split(/[#-B]/).length - list.split("!").length };
    const [df, ...files] = list.slice(1).split(",");
    return { list, df: Number(df), files };
  });
  return unpack(w).map(([text, i]) => ({ text, ...lists[i] }));
});
const reversedLexicon = (index) => file(`r${index}-${backward.hash}`,
  ({ w, d }) => unpack(w).map(([text], i) => ({ text, df: d[i] })));
const listsOf = ({ list, files }, tiers = 1) =>
  files ? all(files.slice(0, tiers), (name) => file(`p${name}`)) : [list];
const isWord = ({ text }) => !text.includes(":");
const backwards = (word) => [...word].reverse().join("");
const known = async (word) => (await lexicon(fileOf(forward, word)))
  .filter(({ text }) => text === word).map((entry) => ({ ...entry, weight: 10 }));
const byDistance = (a, b) => a.distance - b.distance || b.df - a.df || (a.text < b.text ? -1 : 1);
function best(found, limit) {
  const lists = new Set();
  return found.sort(byDistance)
    .filter(({ list }) => lists.size < limit && !lists.has(list) && lists.add(list));
}
async function completions(text) {
  if (/^[\0-\x7f]?$/.test(text)) return [];
  const { files, prefix: weight, completions: limit } = manifest.weights;
  const found = (await all(filesOf(forward, text).slice(0, files), lexicon))
    .filter((word) => word.text !== text && word.text.startsWith(text) && isWord(word));
  return best(found.map((word) => ({ ...word, weight, distance: 0, isCompletion: true })), limit);
}
function editDistance(a, b, limit) {
  const rest = (i, j, cost) => cost + editDistance(a.slice(i), b.slice(j), limit - cost);
  if (Math.abs(a.length - b.length) > limit) return 3;
  if (!a.length || !b.length) return a.length + b.length;
  if (a[0] === b[0]) return rest(1, 1, 0);
  if (!limit) return 3;
  const isSwap = a[0] === b[1] && a[1] === b[0];
  return Math.min(rest(1, 0, 1), rest(0, 1, 1), rest(1, 1, 1), isSwap ? rest(2, 2, 1) : 3);
}
async function corrections(text) {
  const { typoLengths: [one, two], typo, endings, corrections: most } = manifest.weights;
  if (text.length < one) return [];
  const limit = text.length < two ? 1 : 2;
  const half = Math.max(2, (text.length - 1) >> 1);
  const first = text.slice(0, half);
  const last = backwards(text).slice(0, half);
  const close = (words, typed) => words
    .map((word) => ({ ...word, distance: editDistance(typed, word.text, limit) }))
    .filter(({ distance }) => distance <= limit);
  const [starts, ends] = await Promise.all([
    all(nearestFiles(forward, first, text), lexicon),
    backward ? all(nearestFiles(backward, last, backwards(text)), reversedLexicon) : [],
  ]);
  const sameEnd = close(ends.filter((word) => word.text.startsWith(last)), backwards(text))
    .sort(byDistance).slice(0, endings).map((word) => backwards(word.text));
  const sameStart = starts.filter((word) => isWord(word) &&
    (word.text.startsWith(first) || manifest.small && backwards(word.text).startsWith(last)));
  return best(close([...sameStart, ...await all(sameEnd, known)], text), most)
    .map((word) => ({ ...word, weight: typo[word.distance - 1] }));
}
const longestBeginning = async (text) => (await lexicon(fileOf(forward, text)))
  .filter((word) => text.startsWith(word.text) && isWord(word) && word.text.length > 3).slice(-1)
  .map((word) => ({ ...word, weight: manifest.weights.beginning }));
async function find({ text, exact, last, compound }) {
  const own = await known(text);
  if (exact || own.length && !(last && own[0].df < 3)) return own;
  const found = [...own, ...last ? await completions(text) : []];
  if (found.length) return found;
  if (compound && (await known(compound)).length) return [];
  const corrected = await corrections(text);
  return corrected.length ? corrected : longestBeginning(text);
}
async function peopleOf(names) {
  if (!/^[\0-\x7f]$/.test(names[0])) return [];
  const beginning = `author:${names.at(-1)}-${names[0]}`;
  const files = filesOf(forward, beginning).slice(0, manifest.weights.files);
  return (await all(files, lexicon)).filter(({ text }) => text.startsWith(beginning))
    .map((entry) => ({ ...entry, weight: 10 }));
}
async function findTerms({ text, bit, names }) {
  const own = await known(text);
  if (!names || own.length) return [{ text, bit, candidates: own }];
  const people = await peopleOf(names);
  if (people.length) return [{ text, candidates: people }];
  return all(names, async (name) => ({ text: name, bit: authorBit, candidates: await known(name) }));
}
const typingPause = 120;
const excerptPause = 300;
const suggestionLimit = 6;
const excerptLength = 280;
const byId = (name) => document.getElementById(`search-${name}`);
const make = (name, properties) => Object.assign(document.createElement(name), properties);
const copy = (template) => template ? [...template.content.cloneNode(true).querySelectorAll("*")] : [];
function scriptLoader(folder, head) {
  const waiting = new Map();
  self.digestSearchFile = (name, content) => waiting.get(name)?.(content);
  return (name) => new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    head.append(make("script", {
      src: `${folder}${name}.js`,
      onload: () => reject(new Error(`${name}.js is damaged`)),
      onerror: () => reject(new Error(`cannot load ${name}.js`, { cause: "unreachable" })),
    }));
  });
}
function askWorker(source, whenFailed) {
  const waiting = [];
  const worker = new Worker(source);
  let isWorking = true;
  worker.onmessage = ({ data: [id, result] }) => waiting[id](result);
  worker.onerror = () => {
    isWorking = false;
    whenFailed();
  };
  return (...request) => isWorking
    ? new Promise((done) => worker.postMessage([waiting.push(done) - 1, ...request])) : call(...request);
}
function marked(text, words) {
  const stems = words.filter((word) => word.length > 1)
    .map((word) => word.slice(0, Math.max(3, word.length - 3)).replace(/[!-/:-@[-`{-~]/g, "."));
  const hit = new RegExp(`(?<!${letter})((?:${stems.join("|") || "$"})${letter}*)`, "iu");
  const begin = text.lastIndexOf(" ", text.search(hit) - 80) + 1;
  const end = `${text} `.lastIndexOf(" ", begin + excerptLength);
  const pieces = text.slice(begin, end).split(hit)
    .map((piece, i) => i % 2 ? make("mark", { textContent: piece }) : piece);
  return [begin ? "… " : "", ...pieces, end < text.length ? " …" : ""];
}
function startPage() {
  const [place, form, filters, options, status, notes, results, more, data] =
    ["place", "form", "filters", "options", "status", "notes", "results", "more", "manifest"].map(byId);
  const { q: input, tag, venue, author, from, to, sort, saved } = form.elements;
  const root = new URL(document.documentElement.dataset.root || "./", location.href);
  const folder = new URL("search/", root).href;
  const isDisk = location.protocol === "file:";
  const source = document.currentScript.src;
  const savedIds = () => self.digestSaved?.().map((paper) => paper.id) ?? [];
  let ask = call;
  let asked = 0;
  let typing;
  const excerpts = Object.create(null);
  function resultOf({ slug, title, authors, authorCount, date, tags }, words) {
    const [item, article, , link, names, summary, , time, facts] = copy(byId("result"));
    const others = authorCount - authors.length;
    article.dataset.authors = authors.join("\n");
    link.href = new URL(`papers/${slug}.html`, root);
    link.textContent = title;
    names.textContent = authors.join(", ") + (others > 0 ? ` and ${others} more` : "");
    time.textContent = time.dateTime = date;
    summary.hidden = isDisk;
    facts.textContent = tags.join(", ");
    const mark = () => summary.replaceChildren(...marked(excerpts[slug] ?? "", words));
    item.onview = async () => {
      excerpts[slug] ??= await ask("excerpt", slug);
      mark();
    };
    mark();
    return item;
  }
  const viewed = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.onview();
  });
  function correctionNote([text, others]) {
    const [item, shown, typed, link, again] = copy(byId("note"));
    shown.textContent = others;
    typed.textContent = text;
    link.href = `?q=${encodeURIComponent(quoted(text))}`;
    again.textContent = quoted(text);
    return item;
  }
  function missingNote(words) {
    const [item, list] = copy(byId("missing"));
    if (item) list.textContent = words.join(", ");
    return item;
  }
  function notesFor({ corrections, missing, ignoresQuotes }) {
    return [
      ignoresQuotes && copy(byId("unquoted"))[0], ...corrections.map(correctionNote),
      missing.length > 0 && missingNote(missing),
    ].filter(Boolean);
  }
  function statusOf({ failed, total, isAtLeast }) {
    if (failed) return status.dataset[failed] ?? status.dataset.failed;
    if (total === 0) return status.dataset.none;
    const papers = total === 1 ? "paper" : "papers";
    return total ? `${isAtLeast ? "at least " : ""}${total.toLocaleString("en")} ${papers}` : "";
  }
  const query = () => [
    `tag:${quoted(tag.value)} venue:${quoted(venue.value)} author:${quoted(author.value)}`,
    `year:${from.value}..${to.value} ${input.value}`].join(" ");
  async function show(limit) {
    const turn = asked += 1;
    place.ariaBusy = true;
    const found = await ask("answer", query(), { limit, sort: sort.value, saved: saved.checked && savedIds() });
    if (turn !== asked) return;
    place.ariaBusy = false;
    status.textContent = statusOf(found);
    if (found.failed) return;
    notes.replaceChildren(...notesFor(found));
    results.replaceChildren(...found.results.map((result) => resultOf(result, found.words)));
    more.hidden = found.results.length >= found.total && !found.isAtLeast;
    document.dispatchEvent(new Event("digest:cards"));
    showCounts();
    setTimeout(() => {
      if (turn === asked && !isDisk) for (const item of results.children) viewed.observe(item);
    }, excerptPause);
  }
  const optionOf = (select, value) =>
    [...select.options].find((option) => option.value === value) ?? select.appendChild(new Option(value, value));
  async function showCounts() {
    const turn = asked;
    for (const name of filters.open ? ["from", "to", "tag", "venue"] : []) {
      const found = await ask("counts", name);
      for (const [value, count] of turn === asked && found || []) {
        optionOf(form.elements[name], value).text = `${value} (${count})`;
      }
    }
  }
  function fromAddress() {
    const wanted = new URL(location.href).searchParams;
    for (const element of form.elements) {
      const value = wanted.get(element.name) ?? "";
      if (element.options) optionOf(element, value);
      if (element.type === "checkbox") element.checked = value;
      else element.value = value;
      if (value && filters.contains(element)) filters.open = true;
    }
    show(pageSize);
  }
  function change(isStep) {
    clearTimeout(typing);
    const url = new URL(location.href);
    const isNew = isStep || !url.searchParams.has("q");
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    if (url.href !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", url);
    return show(pageSize);
  }
  let chosen = -1;
  function choose(index) {
    const items = [...options.children];
    chosen = index < -1 ? items.length - 1 : index < items.length ? index : -1;
    items.forEach((item, i) => { item.ariaSelected = i === chosen; });
    input.setAttribute("aria-activedescendant", items[chosen]?.id ?? "");
    options.hidden = !items.length;
    input.ariaExpanded = !options.hidden;
  }
  function offer(...texts) {
    options.replaceChildren(...texts.slice(0, suggestionLimit).map((textContent, i) =>
      make("li", { role: "option", id: `search-option-${i}`, textContent })));
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
    typing = setTimeout(() => change().then(suggest), typingPause);
  };
  input.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (event.key === "Home" || event.key === "End") choose(-1);
    if (step && options.hidden) suggest();
    else if (step) choose(chosen + step);
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
  more.onclick = () => show(results.children.length + pageSize);
  filters.ontoggle = showCounts;
  addEventListener("popstate", fromAddress);
  async function begin() {
    try {
      await start(JSON.parse(data.textContent), folder, isDisk ? scriptLoader(folder, document.head) : undefined);
    } catch {
      ask = async (name) => name === "answer" ? { failed: "damaged" } : null;
    }
    if (manifest && !isDisk) {
      ask = askWorker(source, fromAddress);
      ask("start", manifest, folder);
    }
    if (!manifest?.votes) sort.lastChild.remove();
    fromAddress();
  }
  begin();
}
const wordLimit = 32;
const termLimit = 8;
const lastMonth = 1e6;
const withoutAccents = (text) => text.replace(/\\["'^`~=.](?:\{(\p{Alphabetic})\}?|(\p{Alphabetic}))/gu, "$1$2");
const withoutTeX = (text) => /[$^]/.test(text) ? text.replace(/[$^_{}\\]/g, "") : text;
const withoutAddress = (text) =>
  text.replace(/^.*?(arxiv\.org\/(abs|pdf)|doi\.org)\/|^(arxiv|doi):/i, "")
    .replace(/\.pdf$/, "").replace(/\.PDF$/, "").replace(/^10\.48550\/arxiv\./i, "")
    .replace(/^(\d{4}\.\d{4,5}|.*\/\d{7})v\d+$/, "$1");
const withTo = (word) => /^[a-z]{2,}2[a-z]{2,}$/.test(word) && word.replace("2", "to");
const chunks = /(-(?=["\p{Alphabetic}]))?(?:(author|tag|title|venue|year):)?(?:"([^"]*)"?|([^\0- \xa0\u3000"]*))/giu;
const personTerm = (names) => `author:${[names.at(-1), ...names.slice(0, -1)].join("-")}`;
function termsOf(field, value) {
  const words = wordsOf(value);
  if (field === "author" && words.length > 1) return [{ text: personTerm(words), names: words }];
  if (field === "author") return words.map((text) => ({ text, bit: authorBit }));
  if (field === "tag") return words[0] ? [{ text: `tag:${words.join("-")}` }] : [];
  return words.map((word) => ({ text: `${field}:${word}` }));
}
function monthsOf(value) {
  const [from, to = from] = value.split("..");
  const isRange = /^(\d{4}(\.\.(\d{4})?)?|\.\.\d{4})$/.test(value) && from <= (to || 9999);
  return isRange && [from * 12, (to || 9999) * 12 + 11];
}
function parse(text) {
  const query = { words: [], pairs: [], phrases: [], filters: [], exclusions: [], months: [0, lastMonth] };
  const cut = withoutAccents([...text].slice(0, 2000).join(""));
  const hasSmallLetters = /\p{Ll}/u.test(cut);
  let previous;
  let last;
  let isAfterNot = false;
  function add(text, flags, isNext = true) {
    if (isNext && previous) query.pairs.push([previous, text]);
    if (isNext) previous = text;
    const known = query.words.find((word) => word.text === text);
    if (!known) {
      query.words.push({ text, count: 1, ...flags });
      return;
    }
    known.count += 1;
    known.exact &&= flags.exact;
    known.required ||= flags.required;
    known.bit ||= flags.bit;
    known.quoted &&= flags.quoted;
  }
  function addPhrase(value) {
    const words = wordsOf(value);
    previous = null;
    for (const word of words) add(word, { exact: true, required: true, quoted: true });
    if (words.length > 1) query.phrases.push(words);
    previous = null;
  }
  function addPlain(value) {
    const plain = withoutAddress(withoutTeX(value));
    const capital = /^\p{Lu}/u.test(value);
    if (plain.includes("/")) {
      add(plain.toLowerCase(), { exact: true });
      previous = null;
    }
    const found = tokens(plain);
    const compound = found.find(({ whole }) => whole)?.whole;
    for (const { parts, whole } of found) {
      for (const word of parts) {
        add(word, { capital, compound });
        last = word;
        if (withTo(word)) add(withTo(word), { exact: true }, false);
      }
      if (whole) add(whole, { exact: true, capital }, false);
    }
  }
  function exclude(field, value) {
    previous = null;
    const terms = field === "year" ? [] : /author|tag|venue/.test(field) ? termsOf(field, value)
      : wordsOf(value).map((text) => ({ text }));
    if (terms.length) query.exclusions.push(terms.slice(0, termLimit));
  }
  const rest = (match) => cut.slice(match.index + match[0].length);
  for (const match of cut.matchAll(chunks)) {
    const [chunk, minus, fieldName = "", phrase, bare] = match;
    if (!chunk) continue;
    const field = fieldName.toLowerCase();
    const value = phrase ?? bare;
    last = null;
    if (minus || isAfterNot) exclude(field, value);
    else if (chunk === "NOT" && hasSmallLetters && /[^\0- \xa0\u3000]/.test(rest(match))) {
      isAfterNot = true;
      continue;
    } else if (field === "title") wordsOf(value).forEach((word) => add(word, { exact: true, required: true, bit: titleBit }));
    else if (field === "year") query.months = monthsOf(value) || query.months;
    else if (field) {
      previous = null;
      for (const term of termsOf(field, value)) {
        if (!query.filters.some(({ text, bit }) => text === term.text && bit === term.bit)) query.filters.push(term);
      }
    } else if (phrase !== undefined) addPhrase(value);
    else addPlain(value);
    isAfterNot = false;
  }
  if (/[^\0- \xa0\u3000"]$/.test(cut)) for (const word of query.words) word.last = word.text === last && !word.exact;
  query.filters = query.filters.slice(0, termLimit);
  query.exclusions = query.exclusions.slice(0, termLimit);
  query.hasQuotes = query.words.some(({ quoted }) => quoted);
  query.mustHold = query.phrases.length && query.words.every(({ quoted, bit }) => quoted || bit);
  if (query.phrases.length && !query.mustHold) for (const word of query.words) word.required &&= !!word.bit;
  return query;
}
function withoutQuotes(query) {
  const words = query.words.map((word) =>
    word.quoted ? { ...word, required: !!word.bit } : word);
  return { ...query, words, phrases: [], mustHold: false };
}
function telling({ words }) {
  const [stop, fillers] = [manifest.stop, manifest.fillers].map((list) => new Set(list.split(" ")));
  const others = words.filter(({ text }) => !stop.has(text));
  const isName = words.length > 1 && words.length < 4 && words.length - others.length === 1 &&
    words.every(({ capital }) => capital);
  const kept = isName ? words : others;
  const narrow = kept.filter(({ text }) => !fillers.has(text));
  const best = narrow.length < 3 ? kept : narrow;
  if (best.length) return best.slice(0, wordLimit);
  return words.slice(0, wordLimit).map((word) => ({ ...word, last: word.last && words.length === 1 }));
}
const pageSize = 10;
const phraseLimit = 100;
const raiseLimit = 30;
const phraseWeight = 75;
let turn = 0;
let matches = new Uint8Array();
let years = [];
const expand = (words) => all(words, async (word) => {
  const candidates = await find(word);
  const df = Math.max(...candidates.map((candidate) => candidate.df));
  const idf = Math.max(1, Math.round(1024 * Math.log(1 + (manifest.papers - df + 0.5) / (df + 0.5))));
  return { ...word, candidates, idf: candidates.length && idf };
});
async function savedTerm(slugs) {
  const candidates = await all(slugs, async (slug) => {
    const term = await known(`paper:${slug}`);
    return term.length ? term : known(slug);
  });
  return { required: true, count: 0, idf: 0, candidates };
}
async function excludedPapers(groups) {
  const excluded = new Uint8Array(manifest.papers);
  for (const group of groups) {
    const hits = new Uint8Array(manifest.papers);
    const terms = await all(group, findTerms);
    for (const [i, { bit, candidates }] of terms.entries()) {
      for (const list of await all(candidates, (word) => listsOf(word, Infinity))) {
        postings(list, (paper, key) => {
          if (hits[paper] === i && (!bit || key & bit)) hits[paper] = i + 1;
        });
      }
    }
    hits.forEach((count, paper) => { if (count === terms.length) excluded[paper] = 1; });
  }
  return excluded;
}
function addUp(terms) {
  const [scores, titles, hits, points, title, listed] =
    Array.from({ length: 6 }, () => new Int32Array(manifest.papers));
  let whole = 0;
  for (const { idf, count, bit, required, candidates } of terms) {
    const worth = count && idf * count;
    whole += worth * manifest.levels * Math.max(0, ...candidates.map(({ weight }) => weight));
    const papers = [];
    for (const { texts, weight } of candidates) {
      const unit = worth * weight;
      for (const text of texts) {
        postings(text, (paper, key) => {
          if (bit && !(key & bit)) return;
          listed[paper] ||= papers.push(paper);
          points[paper] = Math.max(points[paper], unit * (key >> 2));
          if (key & (titleBit | authorBit)) title[paper] = Math.max(title[paper], unit * manifest.levels);
        });
      }
    }
    for (const paper of papers) {
      scores[paper] += points[paper];
      titles[paper] += title[paper];
      if (required) hits[paper] += 1;
      points[paper] = title[paper] = listed[paper] = 0;
    }
  }
  const total = (paper) => {
    const share = titles[paper] / whole || 0;
    return scores[paper] + manifest.weights.title / 100 * titles[paper] * share * share;
  };
  return { scores, hits, total };
}
function papersOf(from, to) {
  const { begin, firsts } = manifest.months ?? { begin: 0, firsts: [] };
  const first = (month) => month < begin ? 0 : firsts[month - begin] ?? manifest.papers;
  return [first(from), first(to + 1)];
}
function countYears() {
  const { begin, firsts } = manifest.months ?? { begin: 0, firsts: [] };
  years = [];
  for (let year = Math.floor(begin / 12); year * 12 < begin + firsts.length; year += 1) {
    years.unshift([`${year}`, sum(matches.subarray(...papersOf(year * 12, year * 12 + 11)))]);
  }
}
function select(size, score) {
  const cut = (top) => top.sort((a, b) => b[0] - a[0]).slice(0, size);
  let [top, total, least] = [[], 0, -1];
  for (let paper = manifest.papers - 1; paper >= 0; paper -= 1) {
    const points = score(paper);
    if (points === undefined) continue;
    total += 1;
    if (points > least) top.push([points, paper]);
    if (top.length > 9 * size) {
      top = cut(top);
      least = top.at(-1)[0];
    }
  }
  return { top: cut(top), total };
}
async function phrasesOf({ title, slug }, phrases) {
  const titleWords = wordsOf(title);
  if (phrases.every((phrase) => holds(titleWords, phrase))) return phrases;
  const html = await page(slug).catch(() => null);
  if (html === null) return phrases;
  const words = wordsOf(plainText(html));
  return phrases.filter((phrase) => holds(titleWords, phrase) || holds(words, phrase));
}
const withCards = (top) => all(top, async ([score, paper]) => ({ score, ...await card(paper) }));
async function holding(phrases, top, wanted) {
  const results = [];
  let next = 0;
  for (; next < top.length && results.length < wanted; next += pageSize) {
    results.push(...await all(await withCards(top.slice(next, next + pageSize)), async (result) =>
      (await phrasesOf(result, phrases)).length === phrases.length ? result : []));
  }
  return { results, isAtLeast: next < top.length };
}
async function raisePhrases(results, phrases, terms) {
  if (!phrases.length) return;
  const idfs = new Map(terms.filter(({ count }) => count).map(({ text, idf }) => [text, idf]));
  await all(results.slice(0, raiseLimit), async (result) => {
    const held = await phrasesOf(result, phrases);
    result.score += phraseWeight * sum(held.flat().map((word) => idfs.get(word) ?? 0));
  });
  results.sort((a, b) => b.score - a.score);
}
function reorder(results, pairs, terms) {
  const idfs = new Map(terms.filter(({ count, exact, required, quoted }) => count && (!exact || required || quoted))
    .map(({ text, idf }) => [text, idf]));
  const whole = sum([...idfs.values()]);
  for (const result of whole ? results : []) {
    const texts = [result.title, ...result.authors].map(wordsOf);
    const has = (...phrase) => texts.some((words) => holds(words, phrase));
    const points = sum([...idfs].map(([word, idf]) => has(word) && idf)) +
      sum(pairs.map(([a, b]) => has(a, b) && (idfs.get(a) + idfs.get(b)) / 4 || 0));
    const share = Math.min(1, points / whole);
    result.score += manifest.weights.exact / 100 * 150 * points * share * share;
  }
  return results.sort((a, b) => b.score - a.score);
}
function notesOf(terms) {
  const isReplaced = ({ candidates }) =>
    candidates.length && candidates.every(({ weight, isCompletion }) => weight < 10 && !isCompletion);
  const isMissing = ({ candidates, count, compound, exact, quoted, bit }) =>
    !candidates.length && count && !compound && (!exact || quoted || bit);
  return {
    words: terms.flatMap(({ candidates }) => candidates.map(({ text }) => text)),
    corrections: terms.filter(isReplaced).map(({ text, candidates }) =>
      [text, candidates.slice(0, 3).map((candidate) => candidate.text).join(", ")]),
    missing: terms.filter(isMissing).map(({ text }) => text),
  };
}
async function rank(query, { limit, sort, saved }, check) {
  const [words, filters] = await Promise.all([expand(telling(query)), all(query.filters, findTerms)]);
  const terms = [...words, ...filters.map((term) => ({ ...term, required: true, count: 0, idf: 0 }))];
  if (saved) terms.push(await savedTerm(saved));
  check();
  const required = terms.filter((term) => term.required).length;
  const lists = all(terms.flatMap(({ candidates }) => candidates), async (candidate) => {
    candidate.texts = await listsOf(candidate, required ? Infinity : 1);
  });
  const [excluded, votes] = await Promise.all([
    excludedPapers(query.exclusions), sort === "votes" ? file(`v${manifest.votes}`) : "", lists]);
  const ranks = new Int32Array(manifest.papers);
  postings(votes, (paper, key) => { ranks[paper] = key; });
  check();
  const { scores, hits, total: scoreOf } = addUp(terms);
  const isAsked = terms.length > 0 || query.months[1] < lastMonth;
  const [from, to] = papersOf(...query.months);
  const wanted = Math.max(limit, pageSize);
  matches = new Uint8Array(manifest.papers).fill(isAsked ? 0 : 1);
  const size = Math.max(wanted, query.mustHold ? phraseLimit : query.phrases.length && raiseLimit);
  const { top, total } = select(size, (paper) => {
    if (!isAsked || hits[paper] !== required || query.words.length && !scores[paper] || excluded[paper]) return undefined;
    matches[paper] = 1;
    if (paper < from || paper >= to) return undefined;
    return sort ? ranks[paper] : scoreOf(paper);
  });
  countYears();
  matches.fill(0, 0, from).fill(0, to);
  let answer = { total: isAsked && total, isAtLeast: false };
  if (query.mustHold) {
    answer = await holding(query.phrases, top, wanted);
    answer.total = answer.results.length;
    answer.isAtLeast ||= total > top.length;
  } else {
    answer.results = await withCards(top);
    if (!sort) await raisePhrases(answer.results, query.phrases, terms);
    answer.results = answer.results.slice(0, wanted);
  }
  if (saved) {
    const before = answer.results.length;
    answer.results = answer.results.filter(({ slug }) => saved.includes(slug));
    answer.total += answer.results.length - before;
  }
  if (!sort) {
    answer.results = [...reorder(answer.results.slice(0, pageSize), query.pairs, terms), ...answer.results.slice(pageSize)];
  }
  answer.results = answer.results.slice(0, limit);
  return { ...answer, ...notesOf(terms) };
}
async function answer(text, options) {
  const own = turn += 1;
  stopOldLoads();
  const check = () => { if (own < turn) throw new Error("a newer query came"); };
  const query = parse(text);
  const found = await rank(query, options, check);
  if (found.results.length || !query.hasQuotes) return found;
  const others = await rank(withoutQuotes(query), options, check);
  return { ...others, ignoresQuotes: others.results.length > 0 };
}
const counts = async (field) => Promise.all(manifest[`${field}s`]?.map(async (name) => {
  let flags = matches;
  for (const { text } of termsOf(field, name)) {
    const [old, next] = [flags, new Uint8Array(manifest.papers)];
    for (const list of await all(await known(text), (word) => listsOf(word))) {
      postings(list, (paper) => { next[paper] = old[paper]; });
    }
    flags = next;
  }
  return [name, sum(flags)];
}) ?? years);
async function complete(text) {
  const [last] = /[^\s":]*$/.exec(text);
  const word = wordsOf(last).at(-1);
  return word ? (await completions(word)).map((found) => text.slice(0, -last.length) + found.text) : [];
}
const plainLetters = new Map("ßss øo æae œoe łl đd ðd þth ıi ħh ŋn ςσ ‐- ‘' ’'".split(" ")
  .map((pair) => [pair[0], pair.slice(1)]));
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
  .replace(/[^\0-\x7f]/g, (letter) => plainLetters.get(letter) ?? letter).normalize("NFC");
const unspaced = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const letter = "[\\p{L}\\p{M}\\p{N}]";
const spaced = `(?!${unspaced})${letter}`;
const wordEnd = `(?!${spaced})`;
const part = `(?:[a-z0-9]#${wordEnd}|${spaced}(?:${spaced}|'(?!s${wordEnd})(?=${spaced})|(?<=[0-9])\\.(?=[0-9]))*(?:(?:'s|\\+\\+)${wordEnd})?)`;
const runs = new RegExp(`((?=${unspaced})${letter})+|${part}(-${part})*`, "gu");
const tokens = (text) => [...fold(text).matchAll(runs)].map(([run, isUnspaced]) => {
  if (isUnspaced) {
    const signs = [...run];
    return {
      parts: signs.slice(0, signs.length - 1 || 1).map((sign, i) => sign + (signs[i + 1] ?? "")),
      whole: false,
    };
  }
  const parts = run.split("-").map((word) => word.replace(/'s$|'/g, ""));
  return { parts, whole: parts.length > 1 && parts.length < 5 && parts.join("") };
});
const wordsOf = (text) => tokens(text).flatMap(({ parts }) => parts);
const holds = (words, phrase) =>
  words.some((_, start) => phrase.every((word, i) => word === words[start + i]));
const quoted = (text) => `"${text.replaceAll('"', " ")}"`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const answerOrFailure = (...values) => answer(...values)
  .catch((error) => ({ failed: error.cause === "unreachable" ? "failed" : "damaged" }));
const engine = { start, answer: answerOrFailure, counts, complete, excerpt };
const call = async (name, ...values) => {
  try {
    return await engine[name](...values);
  } catch {
    return null;
  }
};
if (typeof document !== "undefined") startPage();
else self.onmessage = async ({ data: [id, ...request] }) => self.postMessage([id, await call(...request)]);
}
