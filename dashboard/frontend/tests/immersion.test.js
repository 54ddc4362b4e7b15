import assert from "node:assert/strict";
import { test } from "node:test";
import { measureInside } from "../map/immersion.js";

const box = (west, south, east, north) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const VIEW = { west: 0, south: 0, east: 10, north: 10 };
const area = (...rings) => ({ type: "Polygon", coordinates: rings });

test("a view inside an area is inside it altogether", () => {
  assert.equal(measureInside([area(box(-5, -5, 15, 15))], VIEW), 1);
});

test("a view beside an area has nothing of it", () => {
  assert.equal(measureInside([area(box(20, 0, 30, 10))], VIEW), 0);
});

test("two disjoint rings count together", () => {
  const west = area(box(-5, -5, 4, 15)); // two of the five columns of points, at 1 and 3 degrees
  const east = { type: "MultiPolygon", coordinates: [[box(8, -5, 15, 15)]] }; // one, at 9 degrees
  assert.equal(measureInside([west, east], VIEW), 3 / 5);
});

test("a hole is outside", () => {
  assert.equal(measureInside([area(box(-5, -5, 15, 15), box(-1, -1, 11, 11))], VIEW), 0);
});
