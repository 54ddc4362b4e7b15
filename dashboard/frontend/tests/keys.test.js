import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { isTaken, readKey } from "../map/keys.js";
import { window } from "./page.js";

afterEach(() => document.body.replaceChildren());

/** Press a key on an element of a page with this markup, and return whether it is taken. */
function press(markup, options = {}) {
  document.body.innerHTML = markup;
  let taken;
  document.addEventListener("keydown", (event) => (taken = isTaken(event)), { once: true });
  const target = document.querySelector("[data-target]") ?? document.body;
  target.dispatchEvent(new window.KeyboardEvent("keydown", { key: "n", bubbles: true, composed: true, ...options }));
  return taken;
}

test("a letter is read in lower case, with Caps Lock or Shift too", () => {
  assert.equal(readKey({ key: "N", code: "KeyN" }), "n");
  assert.equal(readKey({ key: "n", code: "KeyN" }), "n");
});

test("the letter counts that the keyboard writes, not the place of its key", () => {
  assert.equal(readKey({ key: "a", code: "KeyQ" }), "a");
});

test("on a keyboard of another script the place of the key counts", () => {
  assert.equal(readKey({ key: "т", code: "KeyN" }), "n");
  assert.equal(readKey({ key: "ю", code: "Period" }), ".");
  assert.equal(readKey({ key: "Process", code: "KeyN" }), "n");
});

test("the keypad means its directions, with and without Num Lock", () => {
  assert.equal(readKey({ key: "6", code: "Numpad6" }), "ArrowRight");
  assert.equal(readKey({ key: "ArrowRight", code: "Numpad6" }), "ArrowRight");
  assert.equal(readKey({ key: ",", code: "NumpadDecimal" }), ".");
  assert.equal(readKey({ key: "6", code: "Digit6" }), "6");
});

test("named keys and an event without a key are read as they are", () => {
  assert.equal(readKey({ key: "PageDown", code: "PageDown" }), "PageDown");
  assert.equal(readKey({ key: " ", code: "Space" }), " ");
  assert.equal(readKey({}), "");
});

test("a key on the page is ours, with Shift too", () => {
  assert.equal(press("<p data-target>text</p>"), false);
  assert.equal(press("<p data-target>text</p>", { shiftKey: true }), false);
});

test("a key with Ctrl, Alt or Meta belongs to the browser", () => {
  for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
    assert.equal(press("<p data-target>text</p>", { [modifier]: true }), true, modifier);
  }
});

test("a key in a field or a list is the field's", () => {
  for (const markup of [
    "<input data-target>",
    "<textarea data-target></textarea>",
    "<div contenteditable><b data-target>text</b></div>",
    "<ul role=listbox><li data-target>one</li></ul>",
  ]) {
    assert.equal(press(markup), true, markup);
  }
  assert.equal(press("<div contenteditable=false><b data-target>text</b></div>"), false);
});

test("while a dialog is open no key is ours", () => {
  assert.equal(press("<div role=dialog aria-modal=true></div><p data-target>text</p>"), true);
});
