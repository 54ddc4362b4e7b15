// What a viewer brings or makes is kept in his browser, offered again, and forgotten when he says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { window } from "./page.js";
import { keepRecords, records } from "./records.js";

const { noteFiles } = await import("../keep/chosen.js");
const { keep } = await import("../keep/keep.js");

const NOTICE = {
  kept: "Kept {when}: {things}.",
  things: { notes: "notes ({name})", "own-layer": "layer {name}", pack: "pack {name}", draft: "draft {name}" },
  earlier: "Earlier",
  bringBack: "Bring back",
  coming: "Coming: {things}",
  notBack: "Not back: {problem}",
  forget: "Forget",
  later: "Later",
  forgotten: "Forgotten: {things}",
  undo: "Undo",
  lost: "No longer holds {files}.",
  refused: "Keeps nothing: {things}",
  full: "No room: {things}",
  close: "Close",
};
const NOTES = { place: "notes", name: "2", file: "n.geojson", size: 0, text: "{}", pack: "", passage: "" };
const LAYER = { place: "own-layer", name: "<b>h</b>.csv", file: "h.csv", size: 5, text: "", pack: "", passage: "D3" };
const FILE = new window.File(["a,b,c"], "h.csv");
let session = 0;

/** Let what waits go on. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Draw the page of a session that holds some parts; return the notice. */
async function draw(parts, { uploads = [], events = [] } = {}) {
  document.body.innerHTML =
    '<div class="st-key-kept-place"><div><div class="sb-kept"></div></div><input type="file"></div>';
  const data = {
    session: `s${session}`,
    look: "sb-page",
    places: ["notes", "own-layer"],
    parts,
    uploads,
    notice: NOTICE,
  };
  const parentElement = document.querySelector("div > div");
  await keep({ data, parentElement, setTriggerValue: (name, value) => events.push([name, value]) });
  await settle();
  return document.querySelector(".sb-kept");
}

const read = () => [...document.querySelectorAll(".sb-kept-row p")].map(({ textContent }) => textContent);
const click = async (label) => {
  [...document.querySelectorAll(".sb-kept button")].find(({ textContent }) => textContent === label).click();
  await settle();
};
const asks = () => !window.dispatchEvent(new window.Event("beforeunload", { cancelable: true }));

test.beforeEach(() => {
  keepRecords();
  session += 1;
});

test("what is held is kept once, changed when it changes, and forgotten when it is let go", async () => {
  noteFiles([FILE]);
  await draw([NOTES, LAYER]);
  await draw([NOTES, LAYER]);
  assert.deepEqual(records.log, ["put notes", "put own-layer"]);
  assert.equal(await records.all()[0].content.text(), "{}");
  assert.equal(records.all()[1].content, FILE);
  await draw([{ ...NOTES, text: "{ }" }]);
  assert.deepEqual(records.log.slice(2), ["put notes", "delete own-layer"]);
  assert.equal(asks(), false);
  assert.deepEqual(read(), []);
});

test("a new session is offered what the one before held, as text, and takes it back under the same name", async () => {
  noteFiles([FILE]);
  await draw([NOTES, LAYER], { uploads: ["<b>h</b>.csv", "master.potx"] });
  const [{ visit }] = records.all();
  session += 1;
  const events = [];
  const notice = await draw([], { events });
  assert.deepEqual(read()[0], "No longer holds <b>h</b>.csv, master.potx.");
  assert.match(read()[1], /^Kept .+: notes \(2\), layer <b>h<\/b>\.csv\.$/);
  assert.equal(notice.querySelector("b"), null);
  assert.equal(records.all().length, 2);
  const handed = [];
  globalThis.DataTransfer = class {
    items = { add: (file) => handed.push(file.name) };
    files = null;
  };
  await click("Bring back");
  assert.deepEqual(events, [["bringing", { pack: "", passage: "D3" }]]);
  assert.deepEqual(handed, ["notes~n.geojson", "own-layer~h.csv"]);
  assert.deepEqual(read(), ["Coming: notes (2), layer <b>h</b>.csv"]);
  document.querySelector("input").replaceWith(document.createElement("input"));
  await settle();
  assert.deepEqual(read(), []);
  await draw([NOTES]);
  assert.deepEqual(new Set(records.all().map((one) => one.visit)), new Set([visit]));
});

test("what the field refuses on its way stays and is said", async () => {
  await draw([NOTES]);
  session += 1;
  await draw([]);
  await click("Bring back");
  const chip = document.createElement("div");
  chip.setAttribute("aria-invalid", "true");
  chip.innerHTML = "<span role=alert>Too large</span>";
  document.querySelector(".st-key-kept-place").append(chip);
  await settle();
  assert.equal(read()[0], "Not back: Too large");
  assert.match(read()[1], /notes \(2\)/);
});

test("what is forgotten can be had back while the page is open", async () => {
  await draw([NOTES]);
  session += 1;
  await draw([]);
  await click("Forget");
  assert.deepEqual(records.all(), []);
  assert.deepEqual(read(), ["Forgotten: notes (2)"]);
  await click("Undo");
  assert.match(read()[0], /notes \(2\)/);
  assert.equal(records.all().length, 1);
});

test("what cannot be kept is said once, and asked about before the page is left", async () => {
  await draw([{ ...LAYER, size: 6 }]);
  assert.deepEqual(read(), ["Keeps nothing: layer <b>h</b>.csv"]);
  assert.equal(asks(), true);
  await click("Close");
  records.refuse = new window.DOMException("", "QuotaExceededError");
  await draw([NOTES, { ...LAYER, size: 6 }]);
  assert.deepEqual(read(), ["No room: notes (2)"]);
  await click("Close");
  await draw([
    { ...NOTES, text: "{ }" },
    { ...LAYER, size: 7 },
  ]);
  assert.deepEqual(read(), []);
  assert.equal(asks(), true);
  records.refuse = null;
  await draw([]);
  assert.equal(asks(), false);
});

test("the notice says when there is no room", async () => {
  records.refuse = new window.DOMException("", "QuotaExceededError");
  await draw([NOTES]);
  assert.equal(read().at(-1), "No room: notes (2)");
});

test("five visits are kept, and none for longer than thirty days", async () => {
  const day = 86_400_000;
  const visits = [0, 1, 2, 3, 4, 5].map((age) => ({ ...NOTES, visit: `v${age}`, when: Date.now() - age * day }));
  keepRecords([...visits, { ...NOTES, visit: "old", when: Date.now() - 31 * day }]);
  await draw([]);
  assert.equal(read().filter((row) => row.startsWith("Kept")).length, 5);
  assert.deepEqual(new Set(records.all().map(({ visit }) => visit)), new Set(["v0", "v1", "v2", "v3", "v4"]));
});
