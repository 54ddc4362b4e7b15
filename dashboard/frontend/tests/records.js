// A stand-in for the IndexedDB of a browser that holds the records of one store in memory.
import { window } from "./page.js";

const held = new Map();

/** What is held, what was done, and the error that every further record meets. */
export const records = {
  /** @type {string[]} */
  log: [],
  refuse: null,
  all: () => [...held.values()],
};

/** Begin anew with some records. */
export function keepRecords(kept = []) {
  held.clear();
  for (const record of kept) held.set(identify([record.visit, record.place]), record);
  records.log = [];
  records.refuse = null;
}

const identify = (key) => key.join(" ");

const store = {
  put(record) {
    if (records.refuse) throw records.refuse;
    records.log.push(`put ${record.place}`);
    held.set(identify([record.visit, record.place]), record);
    return {};
  },
  delete(key) {
    records.log.push(`delete ${key[1]}`);
    held.delete(identify(key));
    return {};
  },
  getAll: () => ({ result: [...held.values()] }),
};

window.indexedDB = {
  open() {
    const request = { result: { transaction } };
    setTimeout(() => request.onsuccess());
    return request;
  },
};

function transaction() {
  const all = { objectStore: () => store };
  setTimeout(() => all.oncomplete?.());
  return all;
}

const { DOMException, File, Blob } = window;
Object.assign(globalThis, { DOMException, File, Blob, Event: window.Event });
globalThis.addEventListener = window.addEventListener.bind(window);
