import assert from "node:assert/strict";
import { test } from "node:test";
import { collide, createAlong, lies, placeAlong } from "../map/along.js";
import "./page.js";

const FRAME = { left: 0, top: 0, right: 1000, bottom: 400 };
const box = (left, top, right, bottom) => ({ left, top, right, bottom });

/** A straight line from left to right, at `y` of the screen; jsdom itself measures no paths. */
function drawLine(length, y) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  return {
    getElement: () =>
      Object.assign(path, {
        getTotalLength: () => length,
        getPointAtLength: (at) => ({ x: Math.min(Math.max(at, 0), length), y }),
        getScreenCTM: () => ({ e: 0, f: 0 }),
      }),
  };
}

function drawLabel(width) {
  const label = createAlong("sb-path-1");
  label.text.style.fontSize = "12px";
  document.body.append(label.root);
  return Object.assign(label, { text: Object.assign(label.text, { getComputedTextLength: () => width }) });
}

/** The middle of the course of a label, and its height. */
function readCourse({ guide }) {
  const [x, y, endX, endY] = guide
    .getAttribute("d")
    .match(/-?[\d.]+/g)
    .map(Number);
  assert.equal(y, endY);
  return { middle: (x + endX) / 2, height: y };
}

test("boxes collide when they overlap or lie less than three pixels apart", () => {
  const first = box(0, 0, 10, 10);
  assert.equal(collide(first, box(5, 5, 15, 15)), true);
  assert.equal(collide(first, box(12, 0, 20, 10)), true);
  assert.equal(collide(first, box(13, 0, 20, 10)), false);
  assert.equal(collide(first, box(0, 14, 10, 20)), false);
});

test("a box lies within a frame when no side is outside", () => {
  assert.equal(lies(box(0, 0, 10, 10), box(0, 0, 10, 10)), true);
  assert.equal(lies(box(-1, 0, 10, 10), box(0, 0, 10, 10)), false);
  assert.equal(lies(box(0, 0, 10, 11), box(0, 0, 10, 10)), false);
});

test("a name follows the path that has its key", () => {
  const { root, guide, words } = createAlong("sb-path-7");
  assert.equal(guide.id, "sb-path-7");
  assert.equal(words.getAttribute("href"), "#sb-path-7");
  assert.deepEqual(
    [...root.children].map((child) => child.tagName),
    ["path", "text"],
  );
});

test("a name stands where it would best be, above its line or below it", () => {
  for (const [below, isBeside] of [
    [false, (height) => height < 200],
    [true, (height) => height > 200],
  ]) {
    const label = drawLabel(100);
    const boxes = placeAlong({ label, line: drawLine(990, 200), at: 0.5, below }, [], FRAME);
    const { middle, height } = readCourse(label);
    assert.ok(Math.abs(middle - 495) < 16, `${middle}`);
    assert.ok(isBeside(height), `${height}`);
    assert.equal(boxes.length, 4);
    assert.equal(label.text.style.visibility, "visible");
  }
});

test("a name keeps clear of what stands there already", () => {
  const label = drawLabel(100);
  const taken = [box(400, 150, 600, 250)];
  const boxes = placeAlong({ label, line: drawLine(990, 200), at: 0.5, below: false }, taken, FRAME);
  assert.equal(boxes.length, 4);
  assert.equal(
    boxes.some((one) => collide(one, taken[0])),
    false,
  );
});

test("a name that would lie across others everywhere is hidden", () => {
  const label = drawLabel(100);
  const taken = [box(0, 150, 1000, 250)];
  assert.deepEqual(placeAlong({ label, line: drawLine(990, 200), at: 0.5, below: false }, taken, FRAME), []);
  assert.equal(label.text.style.visibility, "hidden");
});

test("a name longer than its line, or out of sight, is hidden and takes no room", () => {
  for (const line of [drawLine(90, 200), drawLine(990, 900)]) {
    const label = drawLabel(100);
    assert.deepEqual(placeAlong({ label, line, at: 0.5, below: false }, [], FRAME), []);
    assert.equal(label.text.style.visibility, "hidden");
  }
});
