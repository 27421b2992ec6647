// Words of the index, and those that a typed word may mean: what QueryExpansion does in Swift.

const titleBit = 1;
const authorBit = 2;

/** Words in order, each as what it shares with the word before: [[word, position of its list]]. */
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

/** Calls `each` with every paper of a list and its key: four times the level, plus the bits. */
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

// Files of words: the one that would hold a word, and those that hold words of a beginning.
const fileOf = ({ begins }, word) => begins.findLastIndex((begin) => begin <= word);
const filesOf = (directory, beginning) => [...directory.begins.keys()].filter((i) =>
  i === fileOf(directory, beginning) || directory.begins[i].startsWith(beginning));
function nearestFiles(directory, beginning, word) {
  const own = fileOf(directory, word);
  return filesOf(directory, beginning)
    .sort((a, b) => Math.abs(a - own) - Math.abs(b - own) || b - a).slice(0, manifest.weights.files);
}

/** The words of a file with their lists: [{ text, list, df, files }]. */
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

/** The lists of a word: its own, or those of its first `tiers` files. */
const listsOf = ({ list, files }, tiers = 1) =>
  files ? all(files.slice(0, tiers), (name) => file(`p${name}`)) : [list];

const isWord = ({ text }) => !text.includes(":");
const backwards = (word) => [...word].reverse().join("");

/** The word itself, if the index has it. */
const known = async (word) => (await lexicon(fileOf(forward, word)))
  .filter(({ text }) => text === word).map((entry) => ({ ...entry, weight: 10 }));

const byDistance = (a, b) => a.distance - b.distance || b.df - a.df || (a.text < b.text ? -1 : 1);

/** The first `limit` of those that share no list. */
function best(found, limit) {
  const lists = new Set();
  return found.sort(byDistance)
    .filter(({ list }) => lists.size < limit && !lists.has(list) && lists.add(list));
}

/** The words with the most papers that begin with `text`. */
async function completions(text) {
  if (/^[\0-\x7f]?$/.test(text)) return [];
  const { files, prefix: weight, completions: limit } = manifest.weights;
  const found = (await all(filesOf(forward, text).slice(0, files), lexicon))
    .filter((word) => word.text !== text && word.text.startsWith(text) && isWord(word));
  return best(found.map((word) => ({ ...word, weight, distance: 0, isCompletion: true })), limit);
}

/** Letters left out, put in, mistaken or swapped; more than `limit` for anything beyond it. */
function editDistance(a, b, limit) {
  const rest = (i, j, cost) => cost + editDistance(a.slice(i), b.slice(j), limit - cost);
  if (Math.abs(a.length - b.length) > limit) return 3;
  if (!a.length || !b.length) return a.length + b.length;
  if (a[0] === b[0]) return rest(1, 1, 0);
  if (!limit) return 3;
  const isSwap = a[0] === b[1] && a[1] === b[0];
  return Math.min(rest(1, 0, 1), rest(0, 1, 1), rest(1, 1, 1), isSwap ? rest(2, 2, 1) : 3);
}

/** Words one or two slips away: a slip leaves the first half of a word whole, or the last. */
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

/** The longest known word with which an unknown one begins. */
const longestBeginning = async (text) => (await lexicon(fileOf(forward, text)))
  .filter((word) => text.startsWith(word.text) && isWord(word) && word.text.length > 3).slice(-1)
  .map((word) => ({ ...word, weight: manifest.weights.beginning }));

/** The words of the index that a word of a query may mean. */
async function find({ text, exact, last, compound }) {
  const own = await known(text);
  if (exact || own.length && !(last && own[0].df < 3)) return own;
  const found = [...own, ...last ? await completions(text) : []];
  if (found.length) return found;
  // B-spline must not become B-spine where bspline is known.
  if (compound && (await known(compound)).length) return [];
  const corrected = await corrections(text);
  return corrected.length ? corrected : longestBeginning(text);
}

/** All people with a last name and an initial: B. Schölkopf. */
async function peopleOf(names) {
  if (!/^[\0-\x7f]$/.test(names[0])) return [];
  const beginning = `author:${names.at(-1)}-${names[0]}`;
  const files = filesOf(forward, beginning).slice(0, manifest.weights.files);
  return (await all(files, lexicon)).filter(({ text }) => text.startsWith(beginning))
    .map((entry) => ({ ...entry, weight: 10 }));
}

/** The terms of a filter, of which a paper must have each: [{ text, bit, candidates }]. */
async function findTerms({ text, bit, names }) {
  const own = await known(text);
  if (!names || own.length) return [{ text, bit, candidates: own }];
  const people = await peopleOf(names);
  if (people.length) return [{ text, candidates: people }];
  return all(names, async (name) => ({ text: name, bit: authorBit, candidates: await known(name) }));
}
