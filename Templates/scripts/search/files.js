// The files of an index: what IndexFiles does in Swift. docs/search.md describes their formats.

const indexVersion = 3;
const paperLimit = 2 ** 26;

/** Set by `start`. */
let manifest;
let base;
let forward;
let backward;

const isWithin = (number, least, most) => Number.isInteger(number) && number >= least && number <= most;

/** Throws unless the numbers that loops run by are what they should be. */
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

/** What is no fault of a file: the reader may be offline. */
function unreachable(name) {
  throw new Error(`cannot load ${name}`, { cause: "unreachable" });
}

/** Fetches a file of the index, or a page if the name has a slash. */
let load = async (name, signal) => {
  const isPage = name.includes("/");
  const response = await fetch(base + name + (isPage ? "" : manifest.suffix), { signal })
    .catch(() => unreachable(name));
  if (!response.ok) unreachable(name);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Hosts may have unpacked .gz files.
  const isPacked = bytes[0] === 31;
  const text = await new Response(isPacked
    ? new Response(bytes).body.pipeThrough(new DecompressionStream("gzip")) : bytes).text();
  return isPage ? text : JSON.parse(text);
};

const kept = new Map();

/** A file as `read` makes it, loaded once. */
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

/** Stops loading cards and pages of an answer that nobody waits for. */
function stopOldLoads() {
  for (const [name, { stopper }] of kept) {
    if (stopper && /^[c.]/.test(name)) {
      stopper.abort();
      kept.delete(name);
    }
  }
}

const all = async (items, read) => (await Promise.all(items.map(read))).flat();

/** The card of a paper by its number. */
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

/** The part of a paper's page that is neither heading nor citation. */
const page = (slug) => file(`../papers/${slug}.html`, (html) =>
  html.slice(html.indexOf("</h1>")).split(/class="bibtex"|<\/main>/)[0]);

const entities = { lt: "<", gt: ">", quot: '"', amp: "&" };
const plainText = (html) => html.replace(/<annotation[^]*?<\/annotation>/g, " ")
  .replace(/<\/?(a|em|strong|code|del|su[bp]|span|m[ino]|mtext)\b[^>]*>/g, "").replace(/<[^>]*>?/g, " ")
  .replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => entities[name] ?? "'");

const excerpt = async (slug) =>
  plainText((await page(slug)).replace(/^[^]*?<\/h2>|<h2[^]*?<\/h2>/g, " ")).replace(/\s+/g, " ").trim();
