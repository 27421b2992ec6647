// Optional features: colour scheme, saved papers, read marks, keyboard shortcuts, filters, copying.
// Every page is complete without this script. It is not a module, because browsers do not load
// modules from file: URLs; a block keeps its names apart from those of other scripts.
"use strict";
{
const html = document.documentElement;

// In the head, and so before the first paint, to avoid a flash of other colours.
html.classList.add("js");
try {
  const stored = localStorage.getItem("digest:scheme");
  if (stored === "light" || stored === "dark") html.dataset.theme = stored;
} catch { /* Storage is unavailable: use the system's scheme. */ }

// Data is stored in this browser, separately for each site path. If storage is unavailable, it
// lasts for the visit. The number in the key is the version of the format.
const root = new URL(html.dataset.root || "./", location.href);
const memory = new Map();
const key = (name) => `digest:1:${root.pathname}:${name}`;

// Stored data may come from another version, another script or the reader, so it is validated
// whenever it is read.
const isText = (it) => typeof it === "string";
const isID = (it) => isText(it) && /^[a-z0-9][a-z0-9._-]*$/.test(it);
const soundPaper = ({ id, title, authors, date }) => ({
  id,
  title: isText(title) ? title : "",
  authors: [authors].flat().filter(isText),
  date: isText(date) && /^\d{4}-\d\d-\d\d$/.test(date) ? date : "",
});
const soundPapers = (list) => {
  const papers = Array.isArray(list) ? list.filter((it) => isID(it?.id)).map(soundPaper) : [];
  return [...new Map(papers.map((paper) => [paper.id, paper])).values()];
};
const sound = {
  saved: soundPapers,
  read: (list) => Array.isArray(list) ? list.filter(isID) : [],
  keys: (it) => ({ on: it?.on !== false }),
};

function load(name) {
  let value = memory.get(name);
  try {
    value = JSON.parse(localStorage.getItem(key(name))) ?? value;
  } catch { /* Storage is unavailable, or not JSON: use this visit's value. */ }
  return sound[name](value);
}

function store(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
  } catch { /* Private mode or a full disk: the value lasts for this visit. */ }
}

// Also used by the search page.
self.digestSaved = () => load("saved");

const plain = (text) => String(text).toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");

// Returns each entry's title, and the id from the comment above it. Counts braces, which nest.
function readBibTeX(text) {
  const chunks = text.split(/^\s*@/m);
  return chunks.slice(1).map((entry, index) => {
    const field = (name) => {
      const start = new RegExp(`[\\s,]${name}\\s*=\\s*[{"]`, "i").exec(entry);
      if (!start) return "";
      let depth = 1;
      let end = start.index + start[0].length;
      const begin = end;
      for (; end < entry.length && depth > 0; end += 1) {
        if (entry[end] === "{") depth += 1;
        else if (entry[end] === "}" || (entry[end] === '"' && depth === 1)) depth -= 1;
      }
      return depth === 0 ? entry.slice(begin, end - 1) : "";
    };
    const id = /^% \S+\/(\S+)\.html\s*$/m.exec(chunks[index])?.[1];
    return { id, title: field("title") };
  });
}

addEventListener("DOMContentLoaded", () => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  // Elements are created, never parsed, so text cannot become markup.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") element.addEventListener("click", value);
      else if (value !== null) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const shapes = {
    system: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
    light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5",
    dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
    bookmark: "M6 3h12v18l-6-4.5L6 21z",
    help: "M9 9a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8v.5M12 17.5v.1M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z",
  };

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", shapes[name]);
    svg.append(path);
    return svg;
  }

  // Messages are shown for a while, and announced by screen readers.
  const toast = make("p", { class: "toast", role: "status" });
  let fading = 0;
  function say(text) {
    clearTimeout(fading);
    toast.textContent = text;
    fading = setTimeout(() => { toast.textContent = ""; }, 4000);
  }

  // ---- Colour scheme: the system's, light or dark
  const schemes = ["system", "light", "dark"];
  const schemeButton = make("button", { type: "button", onclick: nextScheme });

  function scheme() {
    try {
      const stored = localStorage.getItem("digest:scheme");
      return schemes.includes(stored) ? stored : "system";
    } catch {
      return html.dataset.theme ?? "system";
    }
  }

  function nextScheme() {
    const next = schemes[(schemes.indexOf(scheme()) + 1) % schemes.length];
    try {
      localStorage.setItem("digest:scheme", next);
    } catch { /* The choice lasts until the page is left. */ }
    showScheme(next);
    say(`Colours: ${next}`);
  }

  function showScheme(name) {
    if (name === "system") delete html.dataset.theme;
    else html.dataset.theme = name;
    for (const meta of $$("meta[name=theme-color]")) {
      meta.media = name === "system" ? `(prefers-color-scheme: ${meta.dataset.scheme})`
        : meta.dataset.scheme === name ? "all" : "not all";
    }
    schemeButton.setAttribute("aria-label", `Colours: ${name}`);
    schemeButton.title = `Colours: ${name}`;
    schemeButton.replaceChildren(icon(name));
  }

  // ---- Saved papers
  const idOf = (url) =>
    decodeURIComponent(new URL(url, location.href).pathname.split("/").pop().replace(/\.html$/, ""));
  // A formula is replaced by its label, because its content does not distinguish x² from x2.
  function textOf(element) {
    const copy = element.cloneNode(true);
    for (const math of $$("math[aria-label]", copy)) math.replaceWith(math.getAttribute("aria-label"));
    for (const hidden of $$(".hidden", copy)) hidden.remove();
    return copy.textContent.trim();
  }

  const texts = (selector, within) => $$(selector, within).map((it) => it.textContent.trim());
  const saved = self.digestSaved;
  const address = (paper) => new URL(`papers/${encodeURIComponent(paper.id)}.html`, root).href;

  function record(owner) {
    const link = $(".card-title a", owner);
    return {
      id: idOf(link ? link.href : location.href),
      title: textOf(link ?? $("h1", owner)),
      authors: owner.dataset.authors?.split("\n") ?? texts(".authors a, .author-list a:not(.orcid)", owner),
      date: $("time", owner)?.dateTime ?? "",
    };
  }

  function toggleSaved(paper) {
    const rest = saved().filter((other) => other.id !== paper.id);
    const isNew = rest.length === saved().length;
    store("saved", isNew ? [paper, ...rest] : rest);
    showSaved();
    say(isNew ? "Saved" : "Removed from your saved papers");
  }

  function saveButton(paper, label) {
    return make("button", {
      type: "button", class: label ? null : "save", "data-id": paper.id,
      "aria-label": label ? null : `Save: ${paper.title}`, title: label ? null : "Save",
      onclick: () => toggleSaved(paper),
    }, icon("bookmark"), label ?? "");
  }

  const savedLink = make("a", { class: "button", href: new URL("saved.html", root).href });

  function showSaved() {
    const ids = new Set(saved().map((paper) => paper.id));
    for (const button of $$("button[data-id]")) {
      button.setAttribute("aria-pressed", String(ids.has(button.dataset.id)));
    }
    savedLink.setAttribute("aria-label", `Saved papers: ${ids.size}`);
    savedLink.title = "Saved papers";
    savedLink.replaceChildren(icon("bookmark"), ids.size ? String(ids.size) : "");
    showSavedList();
  }

  // ---- Read marks
  const readLimit = 5000;
  function showRead() {
    const read = new Set(load("read"));
    for (const card of $$(".card")) {
      const link = $(".card-title a", card);
      if (!link || card.classList.contains("read") || !read.has(idOf(link.href))) continue;
      card.classList.add("read");
      link.append(make("span", { class: "hidden" }, " (read)"));
    }
  }

  function markRead(id) {
    const others = load("read").filter((other) => other !== id);
    store("read", [id, ...others].slice(0, readLimit));
  }

  // ---- Copying and sharing
  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { readonly: "", class: "hidden" });
      area.value = text;
      document.body.append(area);
      const focused = document.activeElement;
      area.select();
      document.execCommand("copy");
      area.remove();
      focused?.focus();
    }
    say(`${what} copied`);
  }

  const bibtex = () => $("details.bibtex pre")?.textContent;

  function copyBibTeX() {
    const text = bibtex();
    if (text) copy(text, "BibTeX");
    else say("There is no BibTeX on this page");
  }

  function share() {
    const canonical = $("link[rel=canonical]")?.href ?? location.href;
    const data = { title: textOf($("h1")), url: canonical };
    if (navigator.share) navigator.share(data).catch(() => {});
    else copy(canonical, "Link");
  }

  function setUpPaper(paper) {
    const place = $("#paper-tools");
    place?.append(saveButton(record(paper), "Save"));
    place?.append(make("button", { type: "button", onclick: share },
      navigator.share ? "Share" : "Copy link"));
    if (bibtex()) {
      place?.append(make("button", { type: "button", onclick: copyBibTeX }, "Copy BibTeX"));
    }
    markRead(idOf(location.href));
  }

  // ---- The page of saved papers
  const list = $("#saved");

  function showSavedList() {
    if (!list) return;
    const papers = saved();
    const focused = $$(".card", list).indexOf(document.activeElement?.closest(".card"));
    const button = (label, onclick) => make("button", { type: "button", onclick }, label);
    const chooser = make("input", { type: "file", accept: ".json,.bib", hidden: "" });
    chooser.addEventListener("change", () => importFile(chooser.files[0]));
    const tools = make("div", { class: "saved-tools" });
    if (papers.length) {
      tools.append(button("Export BibTeX", exportBibTeX), button("Export JSON", exportJSON));
    }
    tools.append(button("Import", () => chooser.click()), chooser);
    list.replaceChildren(tools, make("h2", { class: "hidden" }, plural(papers.length, "paper")));
    if (!papers.length) {
      list.append(make("p", { class: "empty" },
        "Nothing yet. The bookmark beside a paper, or the key s, puts it here."));
    }
    list.append(...papers.map(savedCard));
    showRead();
    if (focused >= 0) ($$(".card-title a", list)[Math.min(focused, papers.length - 1)] ??
      $("button", list)).focus();
  }

  function savedCard(paper) {
    const { id, title, authors, date } = paper;
    const card = make("article", { class: "card" },
      make("h3", { class: "card-title" }, make("a", { href: address(paper) }, title || id)));
    if (authors.length) card.append(make("p", { class: "authors" }, authors.join(", ")));
    if (date) {
      card.append(make("p", { class: "facts" }, make("time", { datetime: date }, date)));
    }
    const remove = saveButton(paper);
    remove.setAttribute("aria-pressed", "true");
    card.append(remove);
    return card;
  }

  // Completes records with the site's data; returns no records if it is not available.
  async function records() {
    try {
      const load = async (name) => (await fetch(new URL(`search/${name}`, root))).json();
      const { papers, parts } = await load("papers.json");
      return papers ?? (await Promise.all(parts.map(load))).flatMap((part) => part.papers);
    } catch {
      return [];
    }
  }

  async function fullRecords() {
    const known = new Map((await records()).map((paper) => [paper.id, paper]));
    return saved().map((paper) => ({ ...paper, ...known.get(paper.id) }));
  }

  function download(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  async function exportJSON() {
    const papers = (await fullRecords()).map(({ id, title, authors, date }) =>
      ({ id, title, authors, date, url: address({ id }) }));
    download("saved-papers.json", "application/json",
      `${JSON.stringify({ version: 1, papers }, null, 2)}\n`);
  }

  // Returns the paper's BibTeX: the file if the site exports it, else from the paper's page. The
  // comment identifies the paper for imports, because titles lose their formulas in TeX.
  async function entry(paper) {
    const get = async (ending) => {
      const response = await fetch(new URL(`papers/${paper.id}.${ending}`, root));
      return response.ok ? response.text() : "";
    };
    let text = await get("bib");
    if (!text.startsWith("@")) {
      const page = new DOMParser().parseFromString(await get("html"), "text/html");
      text = $("details.bibtex pre", page).textContent;
    }
    return `% ${address(paper)}\n${text.trim()}\n`;
  }

  async function exportBibTeX() {
    const papers = saved();
    const entries = (await Promise.allSettled(papers.map(entry))).flatMap((it) => it.value ?? []);
    if (entries.length) {
      download("saved-papers.bib", "application/x-bibtex", entries.join("\n"));
    }
    if (entries.length < papers.length) {
      say(`${plural(papers.length - entries.length, "entry").replace(/ys$/, "ies")} could not be read`);
    }
  }

  async function importFile(file) {
    const text = await file.text();
    let wanted;
    try {
      wanted = text.trimStart().startsWith("{") ? JSON.parse(text).papers : readBibTeX(text);
      wanted = wanted.filter((paper) => isText(paper?.id) || isText(paper?.title));
    } catch {
      say(`${file.name} is neither JSON nor BibTeX from here`);
      return;
    }
    const known = await records();
    const index = new Map();
    for (const paper of known) for (const name of [plain(paper.title), paper.id]) index.set(name, paper);
    index.delete("");
    const found = soundPapers(wanted.map((paper) => index.get(paper.id) ??
      index.get(plain(paper.title)) ?? (known.length ? null : paper)));
    const all = new Map([...saved(), ...found].map((paper) => [paper.id, paper]));
    store("saved", [...all.values()]);
    showSaved();
    say(`${plural(found.length, "paper")} of ${wanted.length} imported`);
  }

  // ---- Filters on index pages
  function setUpFilter(place) {
    const input = make("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
    const count = make("output", { for: "filter" });
    place.append(make("form", { class: "filter", role: "search" },
      make("label", { for: "filter" }, "Filter"), input, count));
    place.firstChild.addEventListener("submit", (event) => event.preventDefault());
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rows = $$(".terms li", place.parentNode);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
      for (const group of $$(".letter, .month", place.parentNode)) {
        group.hidden = !$(".terms li:not([hidden])", group);
      }
      count.textContent = words.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
      const url = new URL(location.href);
      if (words.length) url.searchParams.set("q", input.value);
      else url.searchParams.delete("q");
      history.replaceState(history.state, "", url);
    };
    input.addEventListener("input", apply);
    input.value = new URL(location.href).searchParams.get("q") ?? "";
    if (input.value) apply();
  }

  // ---- Keyboard shortcuts
  const keys = {
    "/": ["Search papers", focusSearch],
    j: ["Next paper", () => step(1)],
    k: ["Previous paper", () => step(-1)],
    o: ["Open the paper", open],
    s: ["Save the paper, or remove it", save],
    c: ["Copy its BibTeX", copyBibTeX],
    "?": ["Show this help", showHelp],
  };
  const current = () => document.activeElement?.closest(".card");

  function focusSearch() {
    const box = $("#q, input[type=search]");
    const link = $("nav a[href$='search.html']");
    if (box) box.focus();
    else if (link) link.click();
    else say("There is nothing to search on this page");
  }

  function step(by) {
    const cards = $$(".card").filter((card) => card.offsetParent !== null);
    if (!cards.length) {
      $(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
      return;
    }
    const from = cards.indexOf(current());
    const seen = cards.findIndex((card) => card.getBoundingClientRect().bottom > 80);
    const to = from < 0 ? Math.max(seen, 0) : from + by;
    const card = cards[Math.max(0, Math.min(cards.length - 1, to))];
    $(".card-title a", card).focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const link = current() ? $(".card-title a", current()) : $(".paper .actions a");
    link?.click();
  }

  function save() {
    const owner = current() ?? $("article.paper");
    if (owner) toggleSaved(record(owner));
  }

  let help = null;
  function showHelp() {
    help ??= makeHelp();
    if (!help.open) help.showModal();
  }

  function makeHelp() {
    const box = make("input", { type: "checkbox" });
    box.checked = load("keys").on;
    box.addEventListener("change", () => store("keys", { on: box.checked }));
    const rows = Object.entries(keys).flatMap(([name, [what]]) =>
      [make("dt", {}, make("kbd", {}, name)), make("dd", {}, what)]);
    const dialog = make("dialog", { "aria-labelledby": "help" }, make("h2", { id: "help" }, "Keys"),
      make("dl", {}, ...rows), make("label", {}, box, "Use these keys"),
      make("button", { type: "button", onclick: () => dialog.close() }, "Close"));
    document.body.append(dialog);
    return dialog;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    if (!Object.hasOwn(keys, event.key) || !load("keys").on) return;
    event.preventDefault();
    keys[event.key][1]();
  });

  // Makes scrollable boxes focusable, so that the keyboard can scroll them; only Safari needs this.
  function setUpScrollers() {
    for (const box of $$(".prose pre, .prose table, .prose math:not([display])")) {
      if (box.scrollWidth <= box.clientWidth) continue;
      box.setAttribute("tabindex", "0");
      if (box.localName === "math") continue;
      if (box.localName === "pre") box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.localName === "pre" ? "Code" : "Wide content");
    }
  }

  // ---- Setup
  function refresh() {
    showScheme(scheme());
    showSaved();
    showRead();
  }

  for (const meta of $$("meta[name=theme-color]")) {
    meta.dataset.scheme = meta.media.includes("dark") ? "dark" : "light";
  }
  document.body.append(toast);
  $("#tools")?.append(schemeButton, make("button",
    { type: "button", "aria-label": "Keys", title: "Keys", onclick: showHelp }, icon("help")), savedLink);
  function setUpCards() {
    for (const card of list ? [] : $$(".card")) {
      if (!$(".save", card)) card.append(saveButton(record(card)));
    }
  }
  setUpCards();
  // The search page adds cards later.
  document.addEventListener("digest:cards", () => {
    setUpCards();
    showSaved();
    showRead();
  });
  const paper = $("article.paper");
  if (paper) setUpPaper(paper);
  const place = $(".filter-place");
  if (place) setUpFilter(place);
  setUpScrollers();
  refresh();
  addEventListener("storage", refresh);
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
});
}
