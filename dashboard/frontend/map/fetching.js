// JSON by its address: fetched once, or held by the page itself.

const fetched = new Map();
const kept = new Map();

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
    const request = fetch(address, { cache: "force-cache" }).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    request.catch(() => fetched.delete(address));
    fetched.set(address, request);
  }
  return fetched.get(address);
}
