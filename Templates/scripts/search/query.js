// Queries: what SearchQuery and QueryText do in Swift.

const wordLimit = 32;
const termLimit = 8;
const lastMonth = 1e6;

/** TeX's accents come off their letters: na\"ive. */
const withoutAccents = (text) => text.replace(/\\["'^`~=.](?:\{(\p{Alphabetic})\}?|(\p{Alphabetic}))/gu, "$1$2");

/** A formula as its letters: $D^2GS$, L^2. */
const withoutTeX = (text) => /[$^]/.test(text) ? text.replace(/[$^_{}\\]/g, "") : text;

/** What an address or a version of a paper is about. */
const withoutAddress = (text) =>
  text.replace(/^.*?(arxiv\.org\/(abs|pdf)|doi\.org)\/|^(arxiv|doi):/i, "")
    .replace(/\.pdf$/, "").replace(/\.PDF$/, "").replace(/^10\.48550\/arxiv\./i, "")
    .replace(/^(\d{4}\.\d{4,5}|.*\/\d{7})v\d+$/, "$1");

/** text2sql → texttosql, as text-to-SQL is one word too. */
const withTo = (word) => /^[a-z]{2,}2[a-z]{2,}$/.test(word) && word.replace("2", "to");

/** A minus sign, a field, and a phrase or what stands up to the next space. */
const chunks = /(-(?=["\p{Alphabetic}]))?(?:(author|tag|title|venue|year):)?(?:"([^"]*)"?|([^\0- \xa0\u3000"]*))/giu;

/** A person as one word, the last name first: Ada Lovelace → author:lovelace-ada. */
const personTerm = (names) => `author:${[names.at(-1), ...names.slice(0, -1)].join("-")}`;

/** Terms that a field asks for. */
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

/** A query taken apart: { words, pairs, phrases, filters, exclusions, months }. */
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
  // Beside other words, a phrase decides the order of papers, not which are found.
  query.mustHold = query.phrases.length && query.words.every(({ quoted, bit }) => quoted || bit);
  if (query.phrases.length && !query.mustHold) for (const word of query.words) word.required &&= !!word.bit;
  return query;
}

function withoutQuotes(query) {
  const words = query.words.map((word) =>
    word.quoted ? { ...word, required: !!word.bit } : word);
  return { ...query, words, phrases: [], mustHold: false };
}

/** The words without those that say little, unless there are no others. */
function telling({ words }) {
  const [stop, fillers] = [manifest.stop, manifest.fillers].map((list) => new Set(list.split(" ")));
  const others = words.filter(({ text }) => !stop.has(text));
  // A name such as Can Li.
  const isName = words.length > 1 && words.length < 4 && words.length - others.length === 1 &&
    words.every(({ capital }) => capital);
  const kept = isName ? words : others;
  const narrow = kept.filter(({ text }) => !fillers.has(text));
  const best = narrow.length < 3 ? kept : narrow;
  if (best.length) return best.slice(0, wordLimit);
  // "to be or not to be" is no beginning of "better".
  return words.slice(0, wordLimit).map((word) => ({ ...word, last: word.last && words.length === 1 }));
}
