// Ranking: what SearchReader and Ranking do in Swift, with the same whole numbers.

const pageSize = 10;
/** Papers read at most for phrases that they must hold, and for those that raise them. */
const phraseLimit = 100;
const raiseLimit = 30;
/** What a phrase adds to a score, for each point of its words' idf. */
const phraseWeight = 75;

/** Grows with each answer: an older one is given up. */
let turn = 0;
/** Papers that the last answer's words and filters fit, whatever their year, for the counts. */
let matches = new Uint8Array();
let years = [];

/** The words that count, each with what it may mean and its idf in 1024ths. */
const expand = (words) => all(words, async (word) => {
  const candidates = await find(word);
  const df = Math.max(...candidates.map((candidate) => candidate.df));
  const idf = Math.max(1, Math.round(1024 * Math.log(1 + (manifest.papers - df + 0.5) / (df + 0.5))));
  return { ...word, candidates, idf: candidates.length && idf };
});

/** A term that only papers of these slugs have. */
async function savedTerm(slugs) {
  const candidates = await all(slugs, async (slug) => {
    const term = await known(`paper:${slug}`);
    return term.length ? term : known(slug);
  });
  return { required: true, count: 0, idf: 0, candidates };
}

/** Marks papers that have every term of one of the groups. */
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

/** Adds up what each paper scores; `terms` have their lists in `texts`. */
function addUp(terms) {
  const [scores, titles, hits, points, title, listed] =
    Array.from({ length: 6 }, () => new Int32Array(manifest.papers));
  let whole = 0;
  for (const { idf, count, bit, required, candidates } of terms) {
    const worth = count && idf * count;
    whole += worth * manifest.levels * Math.max(0, ...candidates.map(({ weight }) => weight));
    const papers = [];
    // Of several words for one typed, the best counts for a paper, not their sum.
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
  /** BM25F plus what title and authors cover of the query, times the square of the share. */
  const total = (paper) => {
    const share = titles[paper] / whole || 0;
    return scores[paper] + manifest.weights.title / 100 * titles[paper] * share * share;
  };
  return { scores, hits, total };
}

/** The numbers of the papers of a range of months. */
function papersOf(from, to) {
  const { begin, firsts } = manifest.months ?? { begin: 0, firsts: [] };
  const first = (month) => month < begin ? 0 : firsts[month - begin] ?? manifest.papers;
  return [first(from), first(to + 1)];
}

/** How many matches each year has, newest first. */
function countYears() {
  const { begin, firsts } = manifest.months ?? { begin: 0, firsts: [] };
  years = [];
  for (let year = Math.floor(begin / 12); year * 12 < begin + firsts.length; year += 1) {
    years.unshift([`${year}`, sum(matches.subarray(...papersOf(year * 12, year * 12 + 11)))]);
  }
}

/** The `size` best of the papers for which `score` gives a number, of equals the newer first. */
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

/** The phrases that stand in a paper's title or on its page. */
async function phrasesOf({ title, slug }, phrases) {
  const titleWords = wordsOf(title);
  if (phrases.every((phrase) => holds(titleWords, phrase))) return phrases;
  // A page that cannot be read holds what it should.
  const html = await page(slug).catch(() => null);
  if (html === null) return phrases;
  const words = wordsOf(plainText(html));
  return phrases.filter((phrase) => holds(titleWords, phrase) || holds(words, phrase));
}

const withCards = (top) => all(top, async ([score, paper]) => ({ score, ...await card(paper) }));

/** The first papers that hold all phrases, a page at a time. */
async function holding(phrases, top, wanted) {
  const results = [];
  let next = 0;
  for (; next < top.length && results.length < wanted; next += pageSize) {
    results.push(...await all(await withCards(top.slice(next, next + pageSize)), async (result) =>
      (await phrasesOf(result, phrases)).length === phrases.length ? result : []));
  }
  return { results, isAtLeast: next < top.length };
}

/** Raises those of the best papers that hold a phrase. */
async function raisePhrases(results, phrases, terms) {
  if (!phrases.length) return;
  const idfs = new Map(terms.filter(({ count }) => count).map(({ text, idf }) => [text, idf]));
  await all(results.slice(0, raiseLimit), async (result) => {
    const held = await phrasesOf(result, phrases);
    result.score += phraseWeight * sum(held.flat().map((word) => idfs.get(word) ?? 0));
  });
  results.sort((a, b) => b.score - a.score);
}

/** Orders the first page by the very words typed, in titles and authors' names. */
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

/** The words that were taken for others, and those that no paper has. */
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

/** The best papers for a query that was taken apart. */
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

/** The answer to a query; without its quotation marks if nothing is found with them. */
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

/** How many matches each of the largest terms of a field has: [[name, count]]. */
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

/** What the query may become as its last word is typed. */
async function complete(text) {
  const [last] = /[^\s":]*$/.exec(text);
  const word = wordsOf(last).at(-1);
  return word ? (await completions(word)).map((found) => text.slice(0, -last.length) + found.text) : [];
}
