// The search page: what is typed goes to the engine, what it finds becomes elements, never markup.
(() => {
  "use strict";
  const place = document.getElementById("search");
  const form = document.querySelector(".search-box");
  const block = document.getElementById("search-manifest");
  if (!place?.dataset.engine || !form || !block) return;
  const manifest = JSON.parse(block.textContent);
  const root = new URL(document.documentElement.dataset.root || "./", location.href);
  const base = new URL("search/", root).href;
  const input = form.elements.q;

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }
  const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  // ---- The engine: in a worker, else on the page. Pages opened from a disk may load only scripts.
  const script = (src) => new Promise((resolve, reject) => {
    document.head.append(make("script", { src, onload: resolve, onerror: reject }));
  });

  async function onPage() {
    await script(place.dataset.engine);
    const twins = new Map();
    window.digestSearchFile = (name, content) => twins.set(name, content);
    const engine = window.digestSearchEngine({ manifest, base }, location.protocol === "file:"
      ? async (name) => {
        if (!twins.has(name)) await script(`${base}${name}.js`);
        return twins.get(name);
      } : undefined);
    return ({ text, options }) =>
      options.completes ? engine.complete(text) : engine.answer(text, options);
  }

  function inWorker() {
    const worker = new Worker(place.dataset.engine);
    const waiting = new Map();
    worker.postMessage({ manifest, base });
    return new Promise((resolve, reject) => {
      let last = 0;
      const ask = ({ text, options }) => new Promise((done) => {
        last += 1;
        waiting.set(last, done);
        worker.postMessage({ id: last, text, options });
      });
      worker.onerror = reject;
      worker.onmessage = ({ data: { ready, id, result, error } }) => {
        if (ready) resolve(ask);
        waiting.get(id)?.(error ? Promise.reject(new Error(error)) : result);
        waiting.delete(id);
      };
    });
  }

  let engine = null;
  function started() {
    engine ??= location.protocol === "file:" ? onPage() : inWorker().catch(onPage);
    engine.catch(() => { engine = null; });
    return engine;
  }
  const ask = async (text, options) => (await started())({ text, options });

  // ---- Parts of the page
  const live = make("p", { class: "search-status", role: "status" });
  const notes = make("div", { class: "search-notes" });
  const results = make("ol", { class: "results" });
  const more = make("button", { type: "button", hidden: "", onclick: () => show(shown + 10) }, "More results");
  const options = make("ul", { role: "listbox", id: "search-options", "aria-label": "Suggestions", hidden: "" });

  const select = (name, label, choices) => make("label", {}, label, " ",
    make("select", { name, onchange: () => { change(true); } },
      ...choices.map(([value, text]) => make("option", { value }, text))));
  const { begin = 0, firsts = [] } = manifest.months ?? {};
  const years = [];
  for (let year = Math.floor((begin + firsts.length - 1) / 12); firsts.length && year >= Math.floor(begin / 12); year -= 1) years.push([year, year]);
  const terms = (key) => manifest[key].map((name, i) => [name, `${name} (${manifest[`${key}Counts`][i]})`]);
  const filters = make("div", { class: "filters" });
  if (manifest.tags.length) filters.append(select("tag", "Tag", [["", "any"], ...terms("tags")]));
  if (manifest.venues.length) filters.append(select("venue", "Venue", [["", "any"], ...terms("venues")]));
  if (years.length > 1) {
    filters.append(select("from", "From", [["", "any"], ...years]), select("to", "To", [["", "any"], ...years]));
  }
  const author = make("label", {}, "Author ", make("input", { name: "author", maxlength: "100", onchange: () => change(true) }));
  filters.append(author, select("sort", "Order", [["", "best first"], ["date", "newest first"]]));

  const names = ["q", "tag", "venue", "author", "from", "to", "sort"];
  const field = (name) => form.elements[name];
  const value = (name) => field(name)?.value.trim() ?? "";

  // ---- Asking and showing
  const quoted = (text) => `"${text.replaceAll('"', " ")}"`;
  function query() {
    const parts = ["tag", "venue", "author"].filter(value).map((name) => `${name}:${quoted(value(name))}`);
    const [from, to] = [value("from"), value("to")].map((it) => it.slice(0, 4));
    if (from || to) parts.push(`year:${from}..${to}`);
    return [...parts, input.value].join(" ");
  }

  let asked = 0;
  let shown = 10;
  async function show(limit) {
    asked += 1;
    const turn = asked;
    const text = query();
    if (!text.trim()) {
      results.replaceChildren();
      notes.replaceChildren();
      live.textContent = "";
      more.hidden = true;
      return;
    }
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(text, { limit, sort: value("sort") });
      if (turn !== asked || !answer) return;
      shown = limit;
      draw(answer);
    } catch {
      if (turn !== asked) return;
      live.textContent = "The search data could not be loaded. Are you offline? Try again later.";
    } finally {
      if (turn === asked) place.setAttribute("aria-busy", "false");
    }
  }

  function draw({ total, results: found, corrections, words }) {
    live.textContent = total ? plural(total, "paper") : "Nothing found. Try fewer or other words.";
    notes.replaceChildren(...corrections.map(({ typed, shown: words }) => make("p", {},
      "Showing ", make("em", {}, words.slice(0, 3).join(", ")), ` for ${typed}. `,
      make("a", { href: `?q=${encodeURIComponent(quoted(typed))}` }, `Search for ${quoted(typed)} instead`))));
    const old = new Map([...results.children].map((it) => [it.dataset.id, it]));
    const sought = new Set(words);
    results.replaceChildren(...found.map((paper) => {
      const item = old.get(paper.slug) ?? card(paper);
      item.words = sought;
      return item;
    }));
    more.hidden = found.length >= total;
    for (const item of results.children) seen.observe(item);
    document.dispatchEvent(new Event("digest:cards"));
  }

  function card({ slug, title, authors, authorCount, date, tags }) {
    const href = new URL(`papers/${slug}.html`, root).href;
    const rest = authorCount - authors.length;
    return make("li", { "data-id": slug }, make("article", { class: "card", "data-authors": authors.join("\n") },
      make("h2", { class: "card-title" }, make("a", { href }, title)),
      make("p", { class: "authors" }, authors.join(", ") + (rest > 0 ? ` and ${rest} more` : "")),
      make("p", { class: "excerpt", hidden: "" }),
      make("p", { class: "facts" }, make("time", { datetime: date }, date), tags.length ? ` · ${tags.join(", ")}` : "")));
  }

  // The words around the hits come from the papers' own pages, for results in view.
  const texts = new Map();
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) excerpt(target);
  });
  async function excerpt(item) {
    seen.unobserve(item);
    if (location.protocol === "file:" || navigator.connection?.saveData) return;
    const { id } = item.dataset;
    if (!texts.has(id)) {
      texts.set(id, fetch(item.querySelector("a").href).then((it) => it.text()).then((html) =>
        [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(".summary p:not(.by), .abstract > :not(h2)")]
          .map((it) => it.textContent).join(" ").replace(/\s+/g, " ").trim()).catch(() => ""));
    }
    const text = await texts.get(id);
    const box = item.querySelector(".excerpt");
    box.replaceChildren(...marked(text, item.words));
    box.hidden = !text;
  }

  // A word is marked that begins as one found does, less its last letters.
  function marked(text, words) {
    const stems = [...words].filter((it) => it.length > 1).map((it) => it.slice(0, Math.max(3, it.length - 3)));
    const parts = text.split(/([\p{L}\p{M}\p{N}]+)/u);
    const plain = (it) => it.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    const hits = parts.map((it, i) => i % 2 === 1 && stems.some((stem) => plain(it).startsWith(stem)));
    const first = Math.max(0, hits.indexOf(true) - 16);
    const out = first ? ["… "] : [];
    let length = 0;
    for (let i = first; i < parts.length && length < 240; i += 1) {
      out.push(hits[i] ? make("mark", {}, parts[i]) : parts[i]);
      length += parts[i].length;
      if (length >= 240 && i + 1 < parts.length) out.push("…");
    }
    return out;
  }

  // ---- The address tells the search, so that links and the back button work
  function fromAddress() {
    const { searchParams } = new URL(location.href);
    for (const name of names) {
      const wanted = searchParams.get(name) ?? "";
      const element = field(name);
      if (!element) continue;
      if (wanted && element.options && ![...element.options].some((it) => it.value === wanted)) {
        element.append(make("option", { value: wanted }, wanted));
      }
      element.value = wanted;
    }
    show(10);
  }

  function address() {
    const url = new URL(location.href);
    for (const name of names) {
      if (value(name)) url.searchParams.set(name, value(name));
      else url.searchParams.delete(name);
    }
    return url.href;
  }

  // Typing changes the entry of the history, choosing and Enter make a new one.
  function change(isStep) {
    clearTimeout(waiting);
    if (address() !== location.href) {
      if (isStep || !new URL(location.href).searchParams.has("q")) history.pushState(null, "", address());
      else history.replaceState(null, "", address());
    }
    return show(10);
  }

  // ---- Suggestions: an editable combobox with a list
  let chosen = -1;
  const close = () => {
    chosen = -1;
    options.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  function choose(index) {
    const all = [...options.children];
    chosen = (index + all.length + 1) % (all.length + 1);
    if (chosen === all.length) chosen = -1;
    all.forEach((it, i) => it.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", all[chosen].id);
  }
  function take(text) {
    input.value = text;
    close();
    change(true);
  }
  async function suggest() {
    const text = input.value;
    const words = /\S$/.test(text) ? await ask(text, { completes: true }).catch(() => []) : [];
    if (text !== input.value || document.activeElement !== input) return;
    options.replaceChildren(...(words ?? []).slice(0, 6).map((it, i) => make("li", {
      role: "option", id: `search-option-${i}`, "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); take(it); },
    }, it)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    options.hidden = !options.children.length;
    input.setAttribute("aria-expanded", String(!options.hidden));
  }

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      change(false).then(suggest);
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const isOpen = !options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) suggest();
      else choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? options.children.length - 1 : chosen - 1);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if ((event.key === "Home" || event.key === "End") && isOpen) choose(-1);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen >= 0) take(options.children[chosen].textContent);
    else {
      close();
      change(true);
    }
  });
  addEventListener("popstate", fromAddress);

  for (const [key, it] of Object.entries({ role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "search-options" })) input.setAttribute(key, it);
  input.after(options);
  form.append(filters);
  place.replaceChildren(live, notes, results, more);
  started();
  fromAddress();
})();
