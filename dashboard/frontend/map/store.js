// What the browser keeps for the site or for the window. A frame of another site, and some settings, refuse all
// storage: then nothing is kept, and nothing fails.

/** @typedef {"localStorage" | "sessionStorage"} StorageName */

/**
 * Return what is kept under a key in `localStorage` or `sessionStorage`; null where nothing is, or none may be.
 * @param {StorageName} storage
 * @param {string} key
 */
export function recall(storage, key) {
  try {
    return window[storage]?.getItem(key) ?? null;
  } catch {
    return null; // the browser throws SecurityError, already on reading the property
  }
}

/**
 * Keep a text under a key, or forget what is there where it is null; false where the browser refuses.
 * @param {StorageName} storage
 * @param {string} key
 * @param {string | null} text
 */
export function keep(storage, key, text) {
  try {
    if (text === null) window[storage].removeItem(key);
    else window[storage].setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
