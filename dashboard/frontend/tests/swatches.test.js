import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSwatch } from "../map/panel.js";
import "./page.js";

const listTags = (mark) => [...drawSwatch({ style: "toy", mark }).children].map((shape) => shape.tagName);

test("the swatch of a mark shows its shape in its style, and a line where the mark has no shape", () => {
  assert.deepEqual(listTags("islands"), ["path"]);
  assert.deepEqual(listTags("band"), ["rect", "rect", "line"]);
  assert.deepEqual(listTags("gate"), ["line", "rect"]);
  assert.deepEqual(listTags("lane"), ["line"]);
  assert.deepEqual(listTags("constructor"), ["line"]);
  const [event] = drawSwatch({ style: "toy", mark: "event" }).children;
  assert.equal(event.getAttribute("class"), "sb-swatch-event sb-line sb-toy");
});
