// Words: what SearchText and SearchTokens do in Swift. The index and the query must agree.

/** Letters that Unicode does not take apart, each before its plain form. */
const plainLetters = new Map("ßss øo æae œoe łl đd ðd þth ıi ħh ŋn ςσ ‐- ‘' ’'".split(" ")
  .map((pair) => [pair[0], pair.slice(1)]));

const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")
  .replace(/[^\0-\x7f]/g, (letter) => plainLetters.get(letter) ?? letter).normalize("NFC");

/** Scripts without spaces between words. */
const unspaced = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const letter = "[\\p{L}\\p{M}\\p{N}]";
const spaced = `(?!${unspaced})${letter}`;
const wordEnd = `(?!${spaced})`;
/** A name such as c#, or letters with apostrophes and points between digits, perhaps 's or ++. */
const part = `(?:[a-z0-9]#${wordEnd}|${spaced}(?:${spaced}|'(?!s${wordEnd})(?=${spaced})|(?<=[0-9])\\.(?=[0-9]))*(?:(?:'s|\\+\\+)${wordEnd})?)`;
const runs = new RegExp(`((?=${unspaced})${letter})+|${part}(-${part})*`, "gu");

/** The words of a text, compounds in parts: [{ parts, whole }]; `whole` is the compound or false. */
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

/** Whether the words of `phrase` stand in `words`, in order. */
const holds = (words, phrase) =>
  words.some((_, start) => phrase.every((word, i) => word === words[start + i]));

const quoted = (text) => `"${text.replaceAll('"', " ")}"`;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
