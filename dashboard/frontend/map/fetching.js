// JSON by its address: fetched once, or held by the page itself.

const fetched = new Map();
const kept = new Map();
/**
 * Who waits for files that could not be read, by the addresses of these.
 * @type {Map<string, ((content: any) => void)[]>}
 */
const awaited = new Map();
/** @type {Set<(addresses: string[]) => void>} */
const watchers = new Set();
/** Addresses at which something unreadable was; the browser may hold it. */
const unreadable = new Set();

/**
 * Say how to read JSON that the page itself holds, so that it is not fetched.
 * @param {string} url
 * @param {() => unknown} read
 */
export function keepJson(url, read) {
  kept.set(new URL(url, document.baseURI).href, read);
}

/**
 * Fetch JSON once per page, however many maps ask for it.
 * @param {string} url
 * @returns {Promise<any>} What the file holds; who asks for it knows its form.
 */
export function fetchJson(url) {
  const address = new URL(url, document.baseURI).href;
  if (!fetched.has(address) && kept.has(address)) fetched.set(address, Promise.resolve().then(kept.get(address)));
  if (!fetched.has(address)) {
    // Files are named after their content, so a cached one is never stale.
    const request = fetch(address, { cache: unreadable.has(address) ? "reload" : "force-cache" }).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    request.then(
      () => unreadable.delete(address),
      () => unreadable.add(address) && fetched.delete(address),
    );
    fetched.set(address, request);
  }
  return fetched.get(address);
}

/**
 * Fetch JSON as above, a second time where that fails; if that fails as well, it comes when `retry` has got it.
 * @param {string} url
 * @returns {Promise<any>}
 */
export function awaitJson(url) {
  return fetchJson(url)
    .catch(() => fetchJson(url))
    .catch(() => {
      const address = new URL(url, document.baseURI).href;
      const waiting = new Promise((resolve) => awaited.set(address, [...(awaited.get(address) ?? []), resolve]));
      tell();
      return waiting;
    });
}

/**
 * Fetch JSON that is likely to be asked for; where that fails, who asks for it fetches it.
 * @param {string} url
 */
export async function prepareJson(url) {
  await fetchJson(url).catch(() => {});
}

/** Fetch again what could not be read. */
export async function retry() {
  const attempts = [...awaited.keys()].map(async (address) => {
    const content = await fetchJson(address);
    for (const resolve of awaited.get(address) ?? []) resolve(content);
    awaited.delete(address);
  });
  await Promise.allSettled(attempts);
  tell();
}

/**
 * Have somebody told the addresses of what could not be read, now and whenever they change.
 * @param {(addresses: string[]) => void} watcher
 * @param {AbortSignal} signal
 */
export function watchUnread(watcher, signal) {
  watchers.add(watcher);
  signal.addEventListener("abort", () => watchers.delete(watcher));
  watcher([...awaited.keys()]);
}

function tell() {
  for (const watcher of watchers) watcher([...awaited.keys()]);
}
