// What a viewer had brought to a session is said to be lost where another session answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { tellLost } from "../bar/lost.js";

const TEXTS = { look: "sb-page sb-light", close: "Close" };
const LOST = "No longer holds {files}.";

/** Draw the bar for a session that holds files; return the notice. */
function draw(session, uploads) {
  tellLost({ ...TEXTS, lost: LOST, session, uploads });
  return document.querySelector(".sb-lost");
}

test.beforeEach(() => {
  document.body.replaceChildren();
  delete document.documentElement.briefHeld;
});

test("files are said to be lost when another session answers, once and as text", () => {
  assert.equal(draw("a", ["<b>harbour</b>.csv", "$&.zip"]), null);
  assert.equal(draw("a", ["<b>harbour</b>.csv", "$&.zip"]), null);
  const notice = draw("b", []);
  assert.equal(notice.querySelector("p").textContent, "No longer holds <b>harbour</b>.csv, $&.zip.");
  assert.equal(notice.querySelector("b"), null);
  notice.querySelector("button").click();
  assert.equal(document.querySelector(".sb-lost"), null);
  assert.equal(draw("b", []), null);
});

test("nothing is said where nothing was brought, or the viewer let go of it before", () => {
  draw("a", []);
  assert.equal(draw("b", []), null);
  draw("b", ["harbour.csv"]);
  draw("b", []);
  assert.equal(draw("c", []), null);
});
