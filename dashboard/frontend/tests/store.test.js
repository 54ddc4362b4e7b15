import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { keep, recall } from "../map/store.js";
import { window } from "./page.js";

afterEach(() => {
  globalThis.window = window;
  window.localStorage.clear();
});

test("what is kept is recalled from the same storage only", () => {
  assert.equal(keep("localStorage", "theme", "dark"), true);
  assert.equal(recall("localStorage", "theme"), "dark");
  assert.equal(recall("sessionStorage", "theme"), null);
});

test("keeping null forgets", () => {
  keep("localStorage", "theme", "dark");
  assert.equal(keep("localStorage", "theme", null), true);
  assert.equal(recall("localStorage", "theme"), null);
  assert.equal(window.localStorage.length, 0);
});

test("where the browser refuses storage nothing is kept and nothing fails", () => {
  const refuse = () => {
    throw new window.DOMException("The operation is insecure.", "SecurityError");
  };
  globalThis.window = Object.defineProperty({}, "localStorage", { get: refuse });
  assert.equal(keep("localStorage", "theme", "dark"), false);
  assert.equal(recall("localStorage", "theme"), null);
});

test("where there is no storage at all nothing is kept and nothing fails", () => {
  globalThis.window = {};
  assert.equal(keep("localStorage", "theme", "dark"), false);
  assert.equal(recall("localStorage", "theme"), null);
});
