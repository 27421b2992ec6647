// Where the script runs: on the page, and as the page's worker, which answers its questions.

/** An answer says why there is none: the reader may be offline, or the index damaged. */
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
