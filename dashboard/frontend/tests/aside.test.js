import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { L } = globalThis;
const { AsideLine } = await import("../map/aside.js");

/** The course of a line on the screen, drawn `aside` pixels to the right, from points in pixels. */
function project(points, aside) {
  const map = L.map(document.createElement("div"), { center: [0, 0], zoom: 4, crs: L.CRS.EPSG3857 });
  const places = points.map(([x, y]) => map.layerPointToLatLng(L.point(x, y)));
  const line = new AsideLine(places, { aside });
  line._map = map;
  const result = [];
  line._projectLatlngs(places, result, L.bounds([]));
  const [course] = result;
  return course.map(({ x, y }) => [Math.round(x), Math.round(y)]);
}

test("a line to the east is moved down, which is to its right", () => {
  const course = [
    [0, 0],
    [100, 0],
  ];
  assert.deepEqual(project(course, 5), [
    [0, 5],
    [100, 5],
  ]);
  assert.deepEqual(project(course, -5), [
    [0, -5],
    [100, -5],
  ]);
});

test("a corner keeps the distance from both of its sides", () => {
  const course = [
    [0, 0],
    [100, 0],
    [100, 100],
  ];
  assert.deepEqual(project(course, 10), [
    [0, 10],
    [90, 10],
    [90, 100],
  ]);
});

test("a bend tighter than the distance is straightened", () => {
  const course = [
    [0, 0],
    [50, 4],
    [100, 0],
  ];
  assert.deepEqual(project(course, 10), [
    [0, 10],
    [100, 10],
  ]);
});
