// Back and Forward walk through what the viewer did, not through what completed an address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { window } from "./page.js";

const { joinSteps } = await import("../bar/steps.js");

/** Give the module the window of the page; other tests have theirs. */
function usePage() {
  const addEventListener = window.addEventListener.bind(window);
  Object.assign(globalThis, { history: window.history, location: window.location, addEventListener });
}

usePage();
joinSteps();
const act = () => window.dispatchEvent(new window.Event("pointerdown"));
const write = (address) => history.pushState({}, "", address);
const where = () => location.pathname + location.search;

test("the address that completes a page takes the place of the one before", () => {
  usePage();
  const before = history.length;
  act();
  write("/explore");
  write("/explore?at=1");
  assert.deepEqual([where(), history.length], ["/explore?at=1", before + 1]);
  act();
  write("/explore?feature=a");
  assert.deepEqual([where(), history.length], ["/explore?feature=a", before + 2]);
});

test("the query of a page that is written before its path leaves the page before as it was", async () => {
  usePage();
  const before = history.length;
  act();
  write("/explore?scene=first");
  write("/briefing?scene=first");
  assert.deepEqual([where(), history.length], ["/briefing?scene=first", before + 1]);
  const gone = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
  history.back();
  await gone;
  assert.equal(where(), "/explore?feature=a");
  write("/explore?feature=a&at=2");
  assert.equal(where(), "/explore?feature=a&at=2");
});
