// What a viewer brought or made, in the IndexedDB of his browser: a record for each thing of each visit.

/**
 * @import { KeptPart } from "./messages.js"
 *
 * @typedef {KeptPart["place"]} KeptPlace
 *
 * @typedef {object} KeptThing
 * @property {string} visit Tells visits apart: what was on in one window belongs together.
 * @property {KeptPlace} place
 * @property {number} when Milliseconds since 1970.
 * @property {string} name What a notice calls it.
 * @property {string} file Name of the file that brings it back.
 * @property {string} pack What a link called the pack that was on.
 * @property {string} passage The passage that it is tied to; empty for none.
 * @property {Blob} content
 *
 * @typedef {{ id: string, when: number, things: KeptThing[] }} KeptVisit What one visit left, and when it changed last.
 */

const NAME = "seabrief";
const STORE = "kept";
const KEY = ["visit", "place"];
const DAY_MS = 86_400_000;
export const MOST_DAYS = 30;
export const MOST_VISITS = 5;

/** @type {Promise<IDBDatabase> | undefined} */
let opening;

/** Open the database; rejected where the browser has none or refuses it. */
function openDatabase() {
  opening ??= new Promise((resolve, reject) => {
    const request = window.indexedDB.open(NAME);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: KEY });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/**
 * Do something with the records; rejected where the browser refuses, as when its room is used up.
 * @template Result
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<Result> | undefined} act
 * @returns {Promise<Result | undefined>}
 */
async function useRecords(mode, act) {
  const database = await openDatabase();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {KeptThing} thing */
export function keepThing(thing) {
  return useRecords("readwrite", (store) => store.put(thing));
}

/** @param {Pick<KeptThing, "visit" | "place">[]} things */
export function forgetThings(things) {
  return useRecords("readwrite", (store) => {
    for (const { visit, place } of things) store.delete([visit, place]);
    return undefined;
  });
}

/**
 * Return what is kept, the newest visit first, and let go of what is too old or too much.
 * @returns {Promise<KeptVisit[]>}
 */
export async function listVisits(now = Date.now()) {
  /** @type {Map<string, KeptVisit>} */
  const found = new Map();
  /** @type {KeptThing[]} */
  const things = (await useRecords("readonly", (store) => store.getAll())) ?? [];
  for (const thing of things) {
    const visit = found.get(thing.visit) ?? { id: thing.visit, when: 0, things: [] };
    visit.when = Math.max(visit.when, thing.when);
    visit.things.push(thing);
    found.set(visit.id, visit);
  }
  const visits = [...found.values()].sort((one, other) => other.when - one.when);
  const kept = visits.filter(({ when }, place) => place < MOST_VISITS && now - when < MOST_DAYS * DAY_MS);
  const dropped = visits.filter((visit) => !kept.includes(visit)).flatMap(({ things }) => things);
  if (dropped.length) await forgetThings(dropped);
  return kept;
}
