import assert from "node:assert/strict";
import { test } from "node:test";
import { findWay, readShown, writePage, writeShown } from "../map/shownquery.js";

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

test("a page is its address, without what each viewer sets for himself", () => {
  const address = new URL("https://example.org/maps/sea-lanes?closed=malacca&theme=dark&lang=de&names=ja&room=x");
  assert.equal(writePage(address), "page=sea-lanes&closed=malacca");
});

test("the way to another page or pack keeps room and settings", () => {
  const address = new URL("https://example.org/maps/briefing?scene=talks&room=x&lang=de");
  assert.equal(findWay("scene=partner", address), null);
  assert.equal(findWay("scene=a&pack=danish-straits", address), null); // the briefing itself asks for the pack
  const way = findWay("page=sea-lanes&closed=malacca", address);
  assert.equal(String(way), "https://example.org/maps/sea-lanes?closed=malacca&lang=de&room=x");
  assert.equal(findWay("page=sea-lanes&closed=sunda", way), null);
  assert.match(String(findWay("page=sea-lanes&pack=danish-straits", way)), /pack=danish-straits/);
  assert.equal(String(findWay("scene=talks", way)), "https://example.org/maps/briefing?scene=talks&lang=de&room=x");
});
