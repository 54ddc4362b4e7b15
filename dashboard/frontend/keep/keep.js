// What a viewer brings or makes stays in his browser, and comes back when he asks. Python says what the session
// holds; what is no longer held in the same session is forgotten.
import { findFile, noteFiles, watchFiles } from "./chosen.js";
import { forgetThings, keepThing, listVisits } from "./database.js";
import { handFiles } from "./field.js";
import { drawNotice } from "./notice.js";
import { holdVisit, listOpenVisits } from "./visits.js";

/**
 * @import { Component, Host } from "./host.js"
 * @import { KeepData, KeepTexts, KeptPart } from "./messages.js"
 * @import { KeptPlace, KeptThing, KeptVisit } from "./database.js"
 *
 * @typedef {Pick<Component<KeepData>, "data" | "parentElement" | "setTriggerValue">} Keeper
 */

/** Longest file that the field for files takes. */
const MOST_BYTES = 10_000_000;

/** What is known of this page; it outlasts the components, which a new session may draw anew. */
const page = {
  session: "",
  visit: "",
  release: () => {},
  /** What was told of each place last. @type {Map<KeptPlace, string>} */
  told: new Map(),
  /** Places whose things are being written. @type {Set<KeptPlace>} */
  pending: new Set(),
  /** What cannot be kept, and whether for want of room. @type {Map<KeptPlace, { part: KeptPart, full: boolean }>} */
  failed: new Map(),
  /** Names of the files that the session holds. @type {string[]} */
  uploads: [],
  /** Names of what a former session of this page held. @type {string[]} */
  lost: [],
  /** What former visits left. @type {KeptVisit[]} */
  offered: [],
  /** What is on its way back. @type {KeptThing[]} */
  coming: [],
  /** Why it was refused on its way. */
  problem: "",
  /** What was just forgotten. @type {KeptThing[]} */
  forgotten: [],
  /** Places of which the viewer has read that nothing can be kept. @type {Set<KeptPlace>} */
  read: new Set(),
  /** @type {{ root: HTMLElement, texts: KeepTexts, look: string, host: Pick<Host, "setTriggerValue"> } | undefined} */
  notice: undefined,
};

/**
 * Keep what Python says is held, and draw the notice or the button that forgets everything where it asks for one;
 * called on every run of the script.
 * @param {Keeper} component
 */
export async function keep({ data, parentElement, setTriggerValue }) {
  if (!page.session) start();
  if (page.session !== data.session) await beginVisit(data.session);
  for (const place of data.places)
    take(
      place,
      data.parts.find((part) => part.place === place),
    );
  if (data.uploads) page.uploads = data.uploads;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".sb-kept"));
  if (data.notice) page.notice = { root, texts: data.notice, look: data.look, host: { setTriggerValue } };
  if (data.forget) drawForget(root, data.forget, data.look);
  tell();
}

function start() {
  watchFiles();
  addEventListener("beforeunload", (event) => {
    if (page.pending.size || page.failed.size) event.preventDefault();
  });
}

/**
 * Take up a new session: what the one before held is lost on the server, and what former visits left is offered.
 * @param {string} session
 */
async function beginVisit(session) {
  page.lost = [...new Set([...page.uploads, ...[...page.failed.values()].map(({ part }) => part.name)])];
  page.uploads = [];
  page.session = session;
  page.failed.clear();
  page.read.clear();
  page.problem = "";
  page.forgotten = [];
  const former = page.visit;
  takeUp(`${Date.now()}-${Math.random()}`);
  page.offered = await listClosedVisits(former).catch(() => []);
}

/**
 * Return what visits left that no window has open; what this page had open just now may still seem to be.
 * @param {string} [former]
 */
async function listClosedVisits(former) {
  const [visits, open] = await Promise.all([listVisits(), listOpenVisits()]);
  return visits.filter(({ id }) => id !== page.visit && (id === former || !open.includes(id)));
}

/**
 * Keep what is held under a visit from now on.
 * @param {string} visit
 */
function takeUp(visit) {
  page.release();
  page.visit = visit;
  page.release = holdVisit(visit);
  page.told.clear();
}

/**
 * Keep what is held at a place, or forget it where that is nothing; once, until it changes.
 * @param {KeptPlace} place
 * @param {KeptPart | undefined} part
 */
async function take(place, part) {
  const told = JSON.stringify(part ?? null);
  const before = page.told.get(place) ?? "null";
  if (told === before) return;
  page.told.set(place, told);
  page.failed.delete(place);
  const { visit } = page;
  page.pending.add(place);
  try {
    if (part) await keepThing(makeThing(part, visit));
    else await forgetThings([{ visit, place }]);
  } catch (error) {
    if (part) page.failed.set(place, { part, full: /** @type {Error} */ (error)?.name === "QuotaExceededError" });
  }
  page.pending.delete(place);
  tell();
}

/**
 * @param {KeptPart} part
 * @param {string} visit
 * @returns {KeptThing}
 */
function makeThing({ place, name, file, size, text, pack, passage }, visit) {
  const content = text ? new Blob([text]) : findFile({ name: file, size });
  if (!content) throw new DOMException("The file is not at hand.", "NotFoundError");
  if (content.size > MOST_BYTES) throw new DOMException("The file is too large.", "QuotaExceededError");
  return { visit, place, when: Date.now(), name, file, pack, passage, content };
}

/** Say what is kept and can be brought back, what is lost, and what cannot be kept. */
function tell() {
  if (!page.notice) return;
  const { offered, lost, coming, problem, forgotten } = page;
  const failed = [...page.failed].filter(([place]) => !page.read.has(place)).map(([, failure]) => failure);
  const acts = { bringBack, forget, restore, close, wait };
  drawNotice(page.notice, { offered, lost, coming, problem, forgotten, failed }, acts);
}

/**
 * Have the page take what a visit left, and go on with that visit.
 * @param {KeptVisit} visit
 */
function bringBack(visit) {
  const [{ pack }] = visit.things;
  const passage = visit.things.find(({ passage }) => passage)?.passage ?? "";
  page.notice?.host.setTriggerValue("bringing", { pack, passage });
  noteFiles(visit.things.map(({ file, content }) => new File([content], file)));
  const files = visit.things.map(({ place, file, content }) => new File([content], `${place}~${file}`));
  handFiles(files, (problem) => {
    page.coming = [];
    page.problem = problem;
    if (problem) page.offered = [visit, ...page.offered];
    tell();
  });
  takeUp(visit.id);
  page.offered = page.offered.filter((other) => other !== visit);
  page.coming = visit.things;
  page.problem = "";
  page.lost = [];
  tell();
}

/**
 * Forget what visits left; it can be had back while the page is open.
 * @param {KeptVisit[]} visits
 */
async function forget(visits) {
  page.forgotten = visits.flatMap(({ things }) => things);
  page.offered = page.offered.filter(({ id }) => !visits.some((visit) => visit.id === id));
  await forgetThings(page.forgotten);
  tell();
}

/** Keep again what was just forgotten. */
async function restore() {
  for (const thing of page.forgotten) await keepThing(thing);
  page.forgotten = [];
  page.offered = await listClosedVisits();
  tell();
}

/** Offer nothing more until the page is opened again. */
function wait() {
  page.offered = [];
  page.lost = [];
  tell();
}

/** Let the viewer go on without what he has read. */
function close() {
  page.read = new Set(page.failed.keys());
  page.lost = [];
  page.problem = "";
  page.forgotten = [];
  tell();
}

/**
 * Draw the button that forgets everything, dead where nothing is kept.
 * @param {HTMLElement} root
 * @param {NonNullable<KeepData["forget"]>} texts
 * @param {string} look
 */
async function drawForget(root, texts, look) {
  const button = root.querySelector("button") ?? root.appendChild(document.createElement("button"));
  button.type = "button";
  button.className = `sb-bar-button ${look}`;
  const visits = await listVisits().catch(() => []);
  button.textContent = visits.length ? texts.all : texts.nothing;
  button.disabled = !visits.length;
  button.onclick = async () => {
    await forget(visits);
    drawForget(root, texts, look);
  };
}
