// When the map tells what is on screen: at first and after changes, but not what is told with a change of the viewer's.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import "./page.js";
import { watchScreen } from "../map/screen.js";

const REST_MS = 350;

/** A map of 300 by 200 pixels that shows these layers, and what it has told. */
function watch(layers) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const listeners = [];
  const map = { on: (_names, act) => listeners.push(act), getSize: () => ({ x: 300, y: 200 }) };
  const told = [];
  const host = { setStateValue: (name, value) => told.push([name, value.layers, value.size]) };
  const view = { map, host, outdated: false, timer: undefined, state: () => ({ layers: [...layers], at: [0, 0, 1] }) };
  const tell = watchScreen(view, REST_MS);
  const rest = () => {
    for (const act of listeners) act();
    mock.timers.tick(REST_MS);
  };
  return { view, told, tell, rest };
}

test.afterEach(() => mock.timers.reset());

test("a screen is told at first, and again once it has changed", () => {
  const layers = ["seas"];
  const { told, rest } = watch(layers);
  rest();
  rest();
  layers.push("islands");
  rest();
  assert.deepEqual(told, [
    ["screen", ["seas"], [300, 200]],
    ["screen", ["seas", "islands"], [300, 200]],
  ]);
});

test("what is about to be told, or was told with a change of the viewer's, is not told again", () => {
  const layers = ["seas"];
  const { view, told, tell, rest } = watch(layers);
  rest();
  layers.push("islands");
  view.timer = 1; // the change of the viewer's waits to be told
  rest();
  view.timer = undefined;
  const { moment, ...screen } = tell();
  assert.deepEqual(screen, { layers: ["seas", "islands"], at: [0, 0, 1], size: [300, 200] });
  assert.ok(moment > 0);
  rest();
  assert.equal(told.length, 1);
});

test("nothing is told of a map that the page has let go of or is about to draw anew", () => {
  const { view, told, rest } = watch(["seas"]);
  view.outdated = true;
  rest();
  view.outdated = false;
  view.map = null;
  rest();
  assert.deepEqual(told, []);
});
