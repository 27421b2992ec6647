// The search page. What is found is text, never markup.

const typingPause = 120;
/** Excerpts cost pages, so they wait until typing rests. */
const excerptPause = 300;
const suggestionLimit = 6;
const excerptLength = 280;

const byId = (name) => document.getElementById(`search-${name}`);
const make = (name, properties) => Object.assign(document.createElement(name), properties);
/** The elements of a copy of a template, in order; none if the theme has no such template. */
const copy = (template) => template ? [...template.content.cloneNode(true).querySelectorAll("*")] : [];

/** Loads files as scripts: from a disk, a page may load nothing else. */
function scriptLoader(folder, head) {
  const waiting = new Map();
  self.digestSearchFile = (name, content) => waiting.get(name)?.(content);
  return (name) => new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    head.append(make("script", {
      src: `${folder}${name}.js`,
      // A script that is cut off loads, but never calls back.
      onload: () => reject(new Error(`${name}.js is damaged`)),
      onerror: () => reject(new Error(`cannot load ${name}.js`, { cause: "unreachable" })),
    }));
  });
}

/** A function that asks a worker, or this page where workers fail; `whenFailed` asks again. */
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

/** An excerpt around the first hit, as texts and marks. */
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
  /** Grows with each question, so that only the newest is answered on the page. */
  let asked = 0;
  let typing;

  // Results

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

  // Filters

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

  // The address keeps the search.

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

  // Suggestions

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
      // Without an index nothing can be asked.
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
