import assert from "node:assert/strict";
import { test } from "node:test";
import { findBox, findSpot, listCourses, mayMove, omitOwn, writeTranslation } from "../map/beside.js";

const FRAME = { left: 0, top: 0, right: 400, bottom: 300 };
const MARK = { x: 200, y: 150 };
const NAME = { mark: MARK, size: { width: 80, height: 16 }, gap: 10, courses: listCourses({}, null) };

test("a name stands right of its mark where nothing is in the way", () => {
  const spot = findSpot(NAME, [], [], FRAME);
  assert.deepEqual(spot, { course: [1, 0], box: { left: 210, top: 142, right: 290, bottom: 158 } });
});

test("a name turns to the left where the right is taken, and above where both are", () => {
  const right = { left: 220, top: 148, right: 300, bottom: 152 };
  const left = { left: 100, top: 148, right: 180, bottom: 152 };
  assert.deepEqual(findSpot(NAME, [right], [], FRAME)?.course, [-1, 0]);
  assert.deepEqual(findSpot(NAME, [right, left], [], FRAME)?.course, [0, -1]);
});

test("a name at the edge of the map turns inward, and one without room is left out", () => {
  assert.deepEqual(findSpot({ ...NAME, mark: { x: 350, y: 150 } }, [], [], FRAME)?.course, [-1, 0]);
  assert.equal(findSpot(NAME, [FRAME], [], FRAME), null);
});

test("a name of the base map is covered only where every free side covers one", () => {
  const country = { left: 205, top: 140, right: 260, bottom: 160 };
  assert.deepEqual(findSpot(NAME, [], [country], FRAME)?.course, [-1, 0]);
  assert.deepEqual(findSpot(NAME, [], [FRAME], FRAME)?.course, [1, 0]);
});

test("a name stays on the side where it stood before the map was moved", () => {
  const courses = listCourses({}, [0, 1]);
  assert.deepEqual(courses[0], [0, 1]);
  assert.equal(courses.length, 8);
  assert.deepEqual(findSpot({ ...NAME, courses }, [], [], FRAME)?.course, [0, 1]);
});

test("the side that the layer prefers is tried first", () => {
  assert.deepEqual(listCourses({ anchor: "right" }, null)[0], [-1, 0]);
  assert.deepEqual(listCourses({ offset_y: -18 }, null)[0], [0, -1]);
});

test("a mark at the same place is no obstacle to a name", () => {
  const own = { left: 194, top: 144, right: 206, bottom: 156 };
  const other = { left: 230, top: 144, right: 242, bottom: 156 };
  assert.deepEqual(omitOwn([own, other], MARK), [other]);
});

test("names beside marks may change sides, and names on areas and lines may not", () => {
  assert.equal(mayMove({ kind: "event", offset_x: 11 }), true);
  assert.equal(mayMove({ kind: "place" }), false);
  assert.equal(mayMove({ kind: "country", offset_x: 11 }), false);
});

test("what is measured is where the style sheet puts it", () => {
  for (const course of NAME.courses) {
    const box = findBox({ x: 0, y: 0 }, NAME.size, course, NAME.gap);
    const sums = [...writeTranslation(course, NAME.gap).matchAll(/calc\((-?\d+)% \+ (-?[\d.]+)px\)/g)];
    const [left, top] = sums.map(([, share, px], axis) => (Number(share) / 100) * [80, 16][axis] + Number(px));
    assert.deepEqual([box.left, box.top], [left, top]);
  }
});
