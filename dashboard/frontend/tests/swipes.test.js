import assert from "node:assert/strict";
import { test } from "node:test";
import { readPlaying } from "../map/playing.js";
import { watchSwipes } from "../map/swipes.js";

/** Call what listens to touches of an element, from a place to a place. */
function touch(from, to, fingers = 1) {
  const swiped = [];
  const heard = {};
  const element = { addEventListener: (name, hear) => (heard[name] = hear) };
  watchSwipes(element, (by) => swiped.push(by), new AbortController().signal);
  const place = ([clientX, clientY]) => ({ clientX, clientY });
  heard.touchstart({ touches: Array(fingers).fill(place(from)) });
  heard.touchend({ changedTouches: [place(to)] });
  return swiped;
}

test("a swipe to the left goes on, one to the right goes back", () => {
  assert.deepEqual(touch([200, 10], [100, 30]), [1]);
  assert.deepEqual(touch([100, 10], [200, 10]), [-1]);
});

test("a tap, a scroll and a pinch are no swipes", () => {
  assert.deepEqual(touch([200, 10], [190, 10]), []);
  assert.deepEqual(touch([200, 10], [140, 90]), []);
  assert.deepEqual(touch([200, 10], [100, 10], 2), []);
});

test("an address asks for playing by a number of seconds in its fragment", () => {
  assert.equal(readPlaying("#play=20"), 20);
  assert.equal(readPlaying("#top&play=7"), 7);
  for (const fragment of ["", "#play", "#play=-3", "#play=1e9", "#display=4"]) assert.equal(readPlaying(fragment), 0);
});
