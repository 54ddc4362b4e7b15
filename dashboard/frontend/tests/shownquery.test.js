import assert from "node:assert/strict";
import { test } from "node:test";
import { readShown, writeShown } from "../map/shownquery.js";

const SCENE = { pack: "", scene: "talks", layers: null, at: null, feature: null };

test("a scene alone is its name", () => {
  assert.equal(writeShown(SCENE), "scene=talks");
  assert.deepEqual(readShown("scene=talks"), SCENE);
});

test("layers, camera, feature and pack come through as they were", () => {
  const shown = {
    pack: "danish-straits",
    scene: "three doors",
    layers: ["a", "b"],
    at: [55.5, -10.25, 6.5],
    feature: "a.ö & b",
  };
  assert.deepEqual(readShown(writeShown(shown)), shown);
});

test("no layer at all is not the layers of the scene", () => {
  assert.deepEqual(readShown(writeShown({ ...SCENE, layers: [] })).layers, []);
});

test("a camera that is none is left to the scene", () => {
  for (const at of ["", "1,2", "1,2,x", "1,2,3,4", "NaN,1,2"]) {
    assert.equal(readShown(`scene=talks&at=${at}`).at, null);
  }
});
