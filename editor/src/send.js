// Requests to the desk: told apart are "no connection", "not signed in", "refused, with words" and an answer.

/** The connection is down, or the server answers with an error of its own: worth another try. */
export class Unreachable extends Error {}
/** Nobody is signed in any more. */
export class SignedOut extends Error {}
/** The server refused and said why. */
export class Refused extends Error {
  constructor(status, data) {
    super(data?.message ?? '');
    this.status = status;
    this.data = data ?? {};
  }
}

const HEADERS = { accept: 'application/json' };

function judge(status, data, isJson) {
  if (status === 401) throw new SignedOut();
  if (status === 0 || status === 408 || status === 429 || status >= 500) throw new Unreachable();
  // A page where data was expected: the way led over the sign-in form.
  if (status < 300 && !isJson) throw new SignedOut();
  if (status >= 300) throw new Refused(status, data);
  return data;
}

async function answer(response) {
  if (response.type === 'opaqueredirect') throw new SignedOut();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return judge(response.status, isJson ? await response.json() : undefined, isJson);
}

const ANSWER_MS = 30_000;
// The weakest line that still counts as one: a long text needs its time.
const WEAK_BYTES_A_MS = 2;

/** Asks and waits for the answer, though not for ever: a line that swallows everything says nothing by itself. */
async function ask(url, { signal, patience = ANSWER_MS, ...options }) {
  // Browsers we serve can neither join two signals nor make one that ends by itself.
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, patience + String(options.body ?? '').length / WEAK_BYTES_A_MS);
  signal?.addEventListener('abort', end);
  try {
    signal?.throwIfAborted();
    return await answer(await fetch(url, { credentials: 'same-origin', redirect: 'manual', headers: HEADERS, ...options, signal: ending.signal }));
  } catch (error) {
    signal?.throwIfAborted();
    throw [SignedOut, Refused].some((kind) => error instanceof kind) ? error : new Unreachable();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** Sends a form and resolves with the data that comes back. */
export const post = (url, body, options = {}) => ask(url, { method: 'POST', body, ...options });

/** Whether the server can be reached at all. */
export async function isReachable(url, patience) {
  if (navigator.onLine === false) return false;
  try {
    await ask(url, { method: 'HEAD', cache: 'no-store', patience });
    return true;
  } catch (error) {
    return !(error instanceof Unreachable);
  }
}

/** Asks for data. */
export function find(url, query, options = {}) {
  const address = new URL(url, location.href);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return ask(address, { method: 'GET', ...options });
}

/** Sends a form with a file; `onProgress` hears the sent and the total bytes, `signal` ends it. */
export function upload(url, body, { onProgress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('accept', HEADERS.accept);
    request.responseType = 'text';
    // A picture over a very weak network takes minutes; a dead connection is noticed by its silence.
    let silence;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), 90_000);
    };
    request.upload.addEventListener('progress', (event) => {
      alive();
      if (event.lengthComputable) onProgress?.(event.loaded, event.total);
    });
    request.addEventListener('loadend', () => {
      clearTimeout(silence);
      if (signal?.aborted) return reject(signal.reason);
      const isJson = (request.getResponseHeader('content-type') ?? '').includes('json');
      try {
        const data = isJson ? JSON.parse(request.responseText) : undefined;
        resolve(judge(request.status, data, isJson));
      } catch (error) {
        reject(error instanceof SyntaxError ? new Unreachable() : error);
      }
    });
    signal?.addEventListener('abort', () => request.abort());
    alive();
    request.send(body);
  });
}

const pause = (ms, signal) => new Promise((done) => {
  const timer = setTimeout(done, ms);
  window.addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
  signal?.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
});

/** Tries again while the connection is bad, waiting longer each time; `onWait` hears that it waits. */
export async function patiently(attempt, { signal, onWait, tries = 8 } = {}) {
  for (let turn = 1; ; turn += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Unreachable) || turn >= tries || signal?.aborted) throw error;
      onWait?.();
      await pause(Math.min(30_000, 1000 * 2 ** (turn - 1)) * (0.75 + Math.random() / 2), signal);
      signal?.throwIfAborted();
    }
  }
}
