// Search: an engine, in a worker where that works, and the page that asks it. See docs/search.md.
// `digest search` reads queries and ranks by the same rules: change both or neither.
"use strict";
{
  // ---- Words
  const letters = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
    ħ: "h", ŋ: "n", ς: "σ", "‐": "-", "‘": "'", "’": "'" };
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\0-\x7f]/g, (it) => letters[it] ?? it).normalize("NFC");

  // Scripts without spaces between words give pairs of characters.
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
    return { parts, whole: !isPairs && parts.length > 1 && parts.length < 5 && parts.join("") };
  });
  const words = (text) => tokens(text).flatMap((it) => it.parts);
  const holds = (list, phrase) => list.some((_, i) => phrase.every((it, j) => it === list[i + j]));
  const quoted = (text) => `"${text.replaceAll('"', " ")}"`;

  // ---- Queries
  function parse(text) {
    const [found, pairs, phrases, filters] = [[], [], [], []];
    let [previous, last, months] = [];
    function add(text, flags = {}) {
      const known = found.find((it) => it.text === text);
      if (known) {
        known.count += 1;
        known.exact &&= flags.exact;
        known.required ||= flags.required;
        known.bit ||= flags.bit;
      } else found.push({ text, count: 1, ...flags });
    }
    function addAll(parts, flags) {
      for (const it of parts) {
        if (previous) pairs.push([previous, it]);
        previous = it;
        add(it, flags);
      }
    }
    function filter(text, bit) {
      previous = null;
      filters.push({ text, bit, count: 0, exact: true, required: true });
    }
    const cut = text.slice(0, 500);
    for (const [chunk, field, quote, plain] of cut.matchAll(
      /(?:(author|tag|title|venue|year):)?(?:"([^"]*)"?|([^\0- \xa0\u3000"]*))/gi)) {
      if (!chunk) continue;
      const value = quote ?? plain;
      const all = words(value);
      const kind = field?.toLowerCase();
      last = null;
      if (kind === "author") all.forEach((it) => filter(it, 2));
      else if (kind === "venue") all.forEach((it) => filter(`venue:${it}`));
      else if (kind === "tag") all.length && filter(`tag:${all.join("-")}`);
      else if (kind === "title") addAll(all, { exact: true, required: true, bit: 1 });
      else if (kind) {
        const [, first, dots, last] = /^(\d{4})?(?:(\.\.)(\d{4})?)?$/.exec(value) ?? [];
        const [from, to] = [first ?? 0, dots ? last ?? 9999 : first];
        if ((first || last) && from <= to) months = [from * 12, to * 12 + 11];
      } else if (plain === undefined) {
        previous = null;
        addAll(all, { exact: true, required: true });
        if (all.length > 1) phrases.push(all);
        previous = null;
      } else {
        const bare = value.replace(/^.*?(arxiv\.org\/(abs|pdf)|doi\.org)\/|^(arxiv|doi):/i, "");
        if (bare.includes("/")) {
          previous = null;
          add(bare.toLowerCase(), { exact: true });
        }
        for (const { parts, whole } of tokens(bare)) {
          addAll(parts);
          last = previous;
          if (whole) add(whole, { exact: true });
        }
      }
    }
    if (/[^\0- \xa0\u3000"]$/.test(cut)) for (const it of found) it.last = it.text === last;
    return { words: found.slice(0, 16), pairs, phrases, filters: filters.slice(0, 8), months };
  }

  // ---- Files
  // Words, each given by what differs from the one before, with the number of its list.
  function unpack(line) {
    let [previous, list] = ["", -1];
    return (line ? line.split(" ") : []).map((item) => {
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
      if (digit < 0) [key, paper] = [-1, -1];
      else if (digit > 31) number = (number + digit - 58) * 32;
      else {
        number += digit;
        if (key < 0) key = number;
        else each(paper += number + 1, key);
        number = 0;
      }
    }
  }

  // Hosts may send .gz files as they are or as compressed JSON: the first byte tells.
  async function fetched(url, signal) {
    const response = await fetch(url, { signal });
    if (!response.ok) throw response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return new Response(bytes[0] === 31
      ? new Response(bytes).body.pipeThrough(new DecompressionStream("gzip")) : bytes).text();
  }

  let [manifest, base, load, forward, backward, stop, matches] = [];
  let turn = 0;
  const kept = new Map();
  const shelf = (it) => it && { begins: it.begins.split(" "), hashes: it.hashes.split(" ") };

  async function start(...values) {
    [manifest, base, load = async (name, signal) => JSON.parse(await fetched(base + name + manifest.suffix, signal))] = values;
    [forward, backward] = [shelf(manifest.lexicon), shelf(manifest.reversed)];
    stop = manifest.stop.split(" ");
  }

  function file(name, read = (it) => it, get = load) {
    if (kept.size > 300) kept.clear();
    if (!kept.has(name)) {
      const stopper = new AbortController();
      const data = get(name, stopper.signal).then(read);
      data.catch(() => kept.delete(name));
      kept.set(name, { stopper, data });
    }
    kept.get(name).turn = turn;
    return kept.get(name).data;
  }
  const sum = (numbers) => [...numbers].reduce((all, it) => all + it, 0);
  const all = async (items, read) => (await Promise.all(items.map(read))).flat();

  const fileOf = ({ begins }, word) => begins.findLastIndex((it) => it <= word);
  const filesOf = (at, word) => [...at.begins.keys()].filter((i) => i === fileOf(at, word) || at.begins[i].startsWith(word));
  // Those nearest to where a word would stand, of its beginning.
  function near(at, beginning, word) {
    const own = fileOf(at, word);
    return filesOf(at, beginning).sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || b - a).slice(0, 4);
  }

  const lexicon = (index) => file(`l${forward.hashes[index]}`, ({ w, l }) => {
    const lists = l.map((list) => {
      const [df, first, position, ...more] = list.slice(1).split(",");
      return list[0] === "=" ? { list, df: Number(df), files: [first, ...more], position }
        : { list, df: list.split(/[#-B]/).length - list.split("!").length };
    });
    return unpack(w).map(([text, i]) => ({ text, ...lists[i] }));
  });

  // A list's texts to decode.
  const texts = async ({ list, files, position }, tiers) => files
    ? (await Promise.all(files.slice(0, tiers).map((name) => file(`p${name}`)))).map((it, tier) => it[tier ? 0 : position])
    : [list];

  // ---- What a word may mean
  const known = async (word, weight = 10) => (await lexicon(fileOf(forward, word)))
    .filter((it) => it.text === word).map((it) => ({ ...it, weight }));
  const isTerm = (word) => word.includes(":");
  const order = (a, b) => a.far - b.far || b.df - a.df || (a.text < b.text ? -1 : 1);
  const best = (found, limit, lists = new Set()) => found.sort(order)
    .filter(({ list }) => lists.size < limit && !lists.has(list) && lists.add(list));

  async function completions(text) {
    if (new TextEncoder().encode(text).length < 2) return [];
    const found = await all(filesOf(forward, text).slice(0, 4), lexicon);
    return best(found.filter((it) => it.text !== text && it.text.startsWith(text) && !isTerm(it.text))
      .map((it) => ({ ...it, far: 0, weight: manifest.weights.prefix })), manifest.weights.completions);
  }

  // Letters left out, put in, mistaken or swapped.
  function distance(a, b) {
    const rows = [[0, ...b].map((_, j) => j)];
    a.forEach((x, i) => {
      const row = [i + 1];
      b.forEach((y, j) => row.push(Math.min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (x !== y),
        i && j && x === b[j - 1] && a[i - 1] === y ? rows[i - 1][j - 1] + 1 : Infinity)));
      rows.push(row);
    });
    return rows.at(-1).at(-1);
  }

  // A slip leaves the first half of a word as it is, or the last.
  async function corrections(text) {
    const { typoLengths: [one, two], typo, corrections: limit } = manifest.weights;
    const typed = [...text];
    if (typed.length < one) return [];
    const half = Math.max(2, (typed.length - 1) >> 1);
    const first = typed.slice(0, half).join("");
    const back = (word) => [...word].reverse().join("");
    const last = back(text).slice(0, half);
    const close = (found, typed) => found.map((it) => ({ ...it, far: distance(typed, [...it.text]) }))
      .filter(({ far }) => far < (typed.length < two ? 2 : 3)).map((it) => ({ ...it, weight: typo[it.far - 1] }));
    const [starts, ends] = await Promise.all([
      all(near(forward, first, text), lexicon),
      backward ? all(near(backward, last, back(text)), (index) => file(`r${backward.hashes[index]}`,
        ({ w, d }) => unpack(w).map(([text], i) => ({ text, df: d[i] })))) : [],
    ]);
    const others = close(ends.filter((it) => it.text.startsWith(last)), [...back(text)]).sort(order).slice(0, limit)
      .map((it) => back(it.text)).filter((it) => !it.startsWith(first));
    const found = starts.filter((it) => !isTerm(it.text) && (it.text.startsWith(first) ||
      manifest.small && back(it.text).startsWith(last) && it.df > 1));
    return best(close([...found, ...await all(others, (it) => known(it))], typed), limit);
  }

  async function find({ text, exact, last }) {
    const own = await known(text);
    if (exact || own.length && !(last && own[0].df < 3)) return own;
    const found = [...own, ...last ? await completions(text) : []];
    if (found.length) return found;
    const corrected = await corrections(text);
    if (corrected.length) return corrected;
    const beginning = (await lexicon(fileOf(forward, text))).findLast((it) =>
      text.startsWith(it.text) && !isTerm(it.text) && [...it.text].length > 3);
    return beginning ? [{ ...beginning, weight: manifest.weights.beginning }] : [];
  }

  // ---- Papers
  async function card(paper) {
    const { small, papers, cards: { size, block, hashes } } = manifest;
    const shard = Math.floor(paper / size);
    const blocks = small ? 0 : Math.floor(papers / size / block);
    const place = shard < blocks * block ? Math.floor(shard / block) : blocks + shard - blocks * block;
    const columns = await file(`c${shard}-${hashes.split(" ")[place]}`, (it) => it.map((text) => text.split("\n")));
    const [title, authors, authorCount, date, tags, slug] = columns.map((it) => it[paper % size]);
    const list = (text) => text ? text.split("\t") : [];
    return { title, authors: list(authors), authorCount, date, tags: list(tags), slug };
  }

  // A paper's page from its heading on; some elements end no word.
  const page = (slug) => file(`../papers/${slug}.html`, (html) =>
    html.slice(html.indexOf("</h1>")).split(/class="bibtex"|<\/main>/)[0],
  (name, signal) => fetched(base + name, signal));
  const plain = (html) => html.replace(/<annotation[^]*?<\/annotation>/g, " ")
    .replace(/<\/?(a|em|strong|code|del|su[bp]|span|m[ino]|mtext)\b[^>]*>/g, "").replace(/<[^>]*>?/g, " ")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, it) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[it] ?? "'");
  const excerpt = async (slug) =>
    plain((await page(slug)).replace(/^[^]*?<\/h2>|<h2[^]*?<\/h2>/g, " ")).replace(/\s+/g, " ").trim();

  // By the very words typed.
  function reorder(results, { pairs }, found) {
    const idfs = new Map(found.filter((it) => it.count && (!it.exact || it.required)).map((it) => [it.text, it.idf]));
    const whole = sum(idfs.values());
    for (const result of whole ? results : []) {
      const texts = [result.title, ...result.authors].map(words);
      const has = (...phrase) => texts.some((it) => holds(it, phrase));
      const points = sum([...idfs].map(([word, idf]) => has(word) ? idf : 0)) +
        sum(pairs.map(([a, b]) => has(a, b) && (idfs.get(a) + idfs.get(b)) / 4 || 0));
      const share = Math.min(1, points / whole);
      result.score += manifest.weights.exact / 100 * 150 * points * share * share;
    }
    return results.sort((a, b) => b.score - a.score);
  }

  async function answer(text, { limit = 10, sort, saved } = {}) {
    const own = turn += 1;
    const check = () => { if (own < turn) throw own; };
    const { papers: count, levels, weights, months: { begin, firsts } = { firsts: [] } } = manifest;
    const query = parse(text);
    const telling = query.words.filter((it) => !stop.includes(it.text));
    const found = await Promise.all([...telling.length ? telling : query.words, ...query.filters].map(async (word) => {
      const candidates = await find(word);
      const df = Math.max(...candidates.map((it) => it.df));
      const idf = Math.max(1, Math.round(1024 * Math.log(1 + (count - df + 0.5) / (df + 0.5))));
      return { ...word, candidates, idf: candidates.length && idf };
    }));
    if (saved) {
      found.push({ required: true, candidates: await all(saved, async (slug) =>
        [await known(`paper:${slug}`), await known(slug)].find((it) => it.length) ?? []) });
    }
    check();

    const required = found.filter((it) => it.required).length;
    const waits = found.flatMap((it) => it.candidates).map(async (it) => {
      it.texts = await texts(it, required ? Infinity : 1);
    });
    const votes = sort === "votes" ? file(`v${manifest.votes}`) : "";
    // What only older queries wait for.
    for (const it of kept.values()) if (it.turn < own) it.stopper.abort();
    await Promise.all(waits);
    const column = () => new Float64Array(count);
    const [scores, titles, hits, ranks] = [column(), column(), column(), column()];
    postings(await votes, (paper, key) => { ranks[paper] = key; });
    check();

    let whole = 0;
    for (const { idf, count: times, bit, required, candidates } of found) {
      const points = idf * times || 0;
      whole += points * levels * Math.max(0, ...candidates.map((it) => it.weight));
      // Of several words for one typed, the best counts.
      const [best, title] = [column(), column()];
      const papers = new Set();
      for (const { texts, weight } of candidates) {
        for (const text of texts) {
          postings(text, (paper, key) => {
            if (bit && !(key & bit)) return;
            papers.add(paper);
            best[paper] = Math.max(best[paper], points * weight * (key >> 2));
            if (key & 3) title[paper] = Math.max(title[paper], points * weight * levels);
          });
        }
      }
      for (const paper of papers) {
        scores[paper] += best[paper];
        titles[paper] += title[paper];
        hits[paper] += required ? 1 : 0;
      }
    }

    const first = (month) => month < begin ? 0 : firsts[month - begin] ?? count;
    const range = ([from, to]) => [first(from), first(to + 1)];
    const [from, to] = query.months ? range(query.months) : [0, count];
    const isAsked = found.length || query.months;
    const size = query.phrases.length ? 30 : Math.max(limit, 10);
    const best = (top) => top.sort((a, b) => b[0] - a[0] || b[1] - a[1]).slice(0, size);
    let [top, total] = [[], 0];
    matches = new Uint8Array(count);
    for (let paper = 0; isAsked && paper < count; paper += 1) {
      if (hits[paper] !== required || query.words.length && !scores[paper]) continue;
      matches[paper] = 1;
      if (paper < from || paper >= to) continue;
      total += 1;
      const share = titles[paper] / whole || 0;
      top.push([sort ? ranks[paper] : scores[paper] + weights.title / 100 * titles[paper] * share * share, paper]);
      if (top.length > 999) top = best(top);
    }
    const years = [];
    for (let year = Math.floor(begin / 12); year * 12 < begin + firsts.length; year += 1) {
      years.unshift([String(year), sum(matches.subarray(...range([year * 12, year * 12 + 11])))]);
    }
    matches.fill(0, 0, from).fill(0, to);
    if (!isAsked) matches = null;

    let results = await Promise.all(best(top).map(async ([score, paper]) => ({ score, ...await card(paper) })));
    if (query.phrases.length) {
      const isIn = (text) => query.phrases.every((it) => holds(words(text), it));
      results = await all(results, async (it) => isIn(it.title) || isIn(plain(await page(it.slug))) ? it : []);
      total = results.length;
    }
    if (saved) results = results.filter(({ slug }) => saved.includes(slug) || !(total -= 1, 1));
    if (!sort) results = [...reorder(results.slice(0, 10), query, found), ...results.slice(10)];
    return { total, years, isEmpty: !isAsked, results: results.slice(0, limit),
      words: found.flatMap(({ candidates }) => candidates.map((it) => it.text)),
      corrections: found.filter(({ candidates }) => candidates.length && candidates.every((it) => it.weight < 10))
        .map(({ text, candidates }) => [text, candidates.slice(0, 3).map((it) => it.text).join(", ")]) };
  }

  // How many papers of the newest answer have each tag or venue.
  const counts = async (field) => Promise.all(manifest[`${field}s`].map(async (name, i) => {
    if (!matches) return [name, manifest[`${field}sCounts`][i]];
    let flags = matches;
    for (const { text } of parse(`${field}:${quoted(name)}`).filters) {
      const [old, next] = [flags, new Uint8Array(manifest.papers)];
      for (const list of await all(await known(text), (it) => texts(it))) postings(list, (paper) => { next[paper] = old[paper]; });
      flags = next;
    }
    return [name, sum(flags)];
  }));

  async function complete(text) {
    const [last] = /[^\s":]*$/.exec(text);
    const word = words(last).at(-1);
    return word ? (await completions(word)).map((it) => text.slice(0, text.length - last.length) + it.text) : [];
  }

  const engine = { start, answer, counts, complete, excerpt };
  const call = (name, ...values) => engine[name](...values).catch(() => null);

  // ---- The page: what is found becomes text, never markup
  function startPage() {
    const $ = (selector, within = document) => within.querySelector(selector);
    const [place, form, options, live, notes, results, more, filters, template] = ["#search", "#search-form",
      "#search-options", ".search-status", ".search-notes", ".results", ".more", ".filters", "#search-result"].map((it) => $(it));
    const manifest = JSON.parse($("#search-manifest").textContent);
    const input = form.elements.q;
    const root = new URL(document.documentElement.dataset.root || "./", location.href);
    const base = new URL("search/", root).href;
    const isDisk = location.protocol === "file:";
    const make = (name, properties, ...children) => {
      const element = Object.assign(document.createElement(name), properties);
      element.append(...children);
      return element;
    };

    // From a disk, nothing but scripts may be loaded.
    const twins = {};
    window.digestSearchFile = (name, content) => { twins[name] = content; };
    const twin = async (name) => {
      await new Promise((onload, onerror) => document.head.append(make("script", { src: `${base}${name}.js`, onload, onerror })));
      return twins[name];
    };

    let ask = call;
    start(manifest, base, isDisk ? twin : undefined);
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

    // ---- Asking and showing
    let [asked, shown, typing, resting] = [0];
    const value = (name) => new FormData(form).get(name)?.trim() ?? "";
    function saved() {
      try {
        return JSON.parse(localStorage.getItem(`digest:1:${root.pathname}:saved`)).map((it) => it.id);
      } catch {
        return [];
      }
    }

    async function show(limit) {
      const turn = asked += 1;
      const years = `${value("from")}..${value("to")}`;
      const text = [...["tag", "venue", "author"].filter(value).map((it) => `${it}:${quoted(value(it))}`),
        years === ".." ? "" : `year:${years}`, value("q")].join(" ");
      place.ariaBusy = true;
      const answer = await ask("answer", text, { limit, sort: value("sort"), saved: value("saved") && saved() });
      if (turn !== asked) return;
      place.ariaBusy = false;
      const { total, years: counts, results: found, corrections, words, isEmpty } = answer ?? {};
      if (!answer) live.textContent = live.dataset.failed;
      if (!answer) return;
      shown = limit;
      live.textContent = total ? `${total.toLocaleString("en")} paper${total > 1 ? "s" : ""}` : isEmpty ? "" : live.dataset.none;
      notes.replaceChildren(...corrections.map(([text, shown]) => make("p", {}, "Showing ", make("em", {}, shown), ` for ${text}. `,
        make("a", { href: `?q=${encodeURIComponent(quoted(text))}` }, `Search for ${quoted(text)} instead`))));
      results.replaceChildren(...found.map((it) => card(it, words)));
      more.hidden = found.length >= total;
      rest();
      document.dispatchEvent(new Event("digest:cards"));
      label("from", counts);
      label("to", counts);
      showCounts();
    }

    function optionOf(select, value) {
      if (![...select.options].some((it) => it.value === value)) select.append(new Option(value, value));
      return [...select.options].find((it) => it.value === value);
    }
    function label(name, counts) {
      const select = form.elements[name];
      for (const [value, count] of counts ?? []) optionOf(select, value).text = `${value} (${count})`;
      select.parentNode.hidden = select.options.length < 2;
    }
    async function showCounts() {
      const turn = asked;
      for (const name of filters.open ? ["tag", "venue"] : []) {
        const counts = await ask("counts", name);
        if (turn === asked) label(name, counts);
      }
    }

    const excerpts = {};
    function card({ slug, title, authors, authorCount, date, tags }, words) {
      const item = template.content.firstElementChild.cloneNode(true);
      const set = (selector, properties) => Object.assign($(selector, item), properties);
      const others = authorCount - authors.length;
      set(".card").dataset.authors = authors.join("\n");
      set("a", { href: new URL(`papers/${slug}.html`, root), textContent: title });
      set(".authors", { textContent: authors.join(", ") + (others ? ` and ${others} more` : "") });
      set("time", { dateTime: date, textContent: date });
      set("span", { textContent: tags.join(", ") });
      const mark = () => set(".excerpt").replaceChildren(...marked(excerpts[slug] ?? "", words));
      item.onview = async () => {
        excerpts[slug] ??= await ask("excerpt", slug);
        mark();
      };
      mark();
      return item;
    }

    // A word is marked that begins as one found does, less its last letters.
    function marked(text, words) {
      const stems = words.filter((it) => it.length > 1).map((it) => it.slice(0, Math.max(3, it.length - 3)).replace(/[+.]/g, "\\$&"));
      const hit = new RegExp(`(?<![\\p{L}\\p{N}])((?:${stems.join("|") || "$"})[\\p{L}\\p{M}\\p{N}]*)`, "iu");
      const begin = text.lastIndexOf(" ", text.search(hit) - 80) + 1;
      const cut = text.slice(begin, begin + 280).split(hit).map((it, i) => i % 2 ? make("mark", {}, it) : it);
      return [begin ? "… " : "", ...cut, begin + 280 < text.length ? "…" : ""];
    }

    // Excerpts come from papers' pages: of results in view, once typing rests.
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.onview();
    });
    function rest() {
      seen.disconnect();
      clearTimeout(resting);
      if (!isDisk && !navigator.connection?.saveData) {
        resting = setTimeout(() => [...results.children].forEach((it) => seen.observe(it)), 300);
      }
    }

    // ---- The address tells the search, so that links and the back button work
    function fromAddress() {
      const wanted = new URL(location.href).searchParams;
      for (const it of form.elements) {
        const value = wanted.get(it.name) ?? "";
        if (it.options) optionOf(it, value);
        if (it.type === "checkbox") it.checked = value;
        else it.value = value;
        if (value && filters.contains(it)) filters.open = true;
      }
      return show(10);
    }

    // Typing changes the entry of the history, choosing and Enter make a new one.
    function change(isStep) {
      clearTimeout(typing);
      const url = new URL(location.href);
      const isNew = isStep || !url.searchParams.has("q");
      url.search = new URLSearchParams([...new FormData(form)].filter(([, it]) => it.trim()));
      if (url.href !== location.href) history[isNew ? "pushState" : "replaceState"](null, "", url);
      return show(10);
    }

    // ---- Suggestions: an editable combobox with a list
    let chosen = -1;
    function choose(index) {
      const all = [...options.children];
      chosen = index < all.length ? index : -1;
      all.forEach((it, i) => { it.ariaSelected = i === chosen; });
      input.setAttribute("aria-activedescendant", all[chosen]?.id ?? "");
      options.hidden = !all.length;
      input.ariaExpanded = !options.hidden;
    }
    function offer(...texts) {
      options.replaceChildren(...texts.slice(0, 6).map((text, i) => make("li", { role: "option", id: `search-option-${i}`,
        onmousedown: (event) => {
          event.preventDefault();
          take(text);
        } }, text)));
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
      clearTimeout(resting);
      typing = setTimeout(() => change().then(suggest), 120);
    };
    input.onkeydown = (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (by && options.hidden) suggest();
      else if (by) choose(chosen + by < -1 ? options.children.length - 1 : chosen + by);
      else if (event.key === "Escape" && !options.hidden) offer();
      else {
        if (event.key === "Home" || event.key === "End") choose(-1);
        return;
      }
      event.preventDefault();
    };
    input.onblur = () => offer();
    form.onsubmit = (event) => {
      event.preventDefault();
      take(options.children[chosen]?.textContent ?? input.value);
    };
    form.onchange = ({ target }) => { if (target !== input) change(true); };
    more.onclick = () => show(shown + 10);
    filters.ontoggle = showCounts;
    addEventListener("popstate", fromAddress);

    if (!manifest.votes) form.elements.sort.lastChild.remove();
    $(".search-tools").hidden = false;
    Object.assign(input, { role: "combobox", ariaAutoComplete: "list" }).setAttribute("aria-controls", options.id);
    input.after(options);
    fromAddress();
  }

  if (typeof document !== "undefined") startPage();
  else onmessage = async ({ data: [id, ...it] }) => postMessage([id, await call(...it)]);
}
