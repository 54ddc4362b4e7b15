import assert from "node:assert/strict";
import { test } from "node:test";
import { Dates } from "../map/dates.js";
import { ZoomRanges } from "../map/zooms.js";
import "./page.js";

const { L } = globalThis;

function addMarker(ranges, range) {
  const [layer, marker] = [L.layerGroup(), L.marker([25.7, 123.5])];
  ranges.add(marker, range, layer);
  return { layer, isShown: () => layer.hasLayer(marker) };
}

test("a marker is shown from its first zoom to its last, both included", () => {
  const [ranges, dates] = [new ZoomRanges(), new Dates()];
  const { isShown } = addMarker(ranges, { min_zoom: 4, max_zoom: 6 });
  const shown = [3, 4, 5.5, 6, 6.5].map((zoom) => {
    ranges.apply(zoom, dates);
    return isShown();
  });
  assert.deepEqual(shown, [false, true, true, true, false]);
});

test("a marker without a range is shown at every zoom", () => {
  const ranges = new ZoomRanges();
  const { isShown } = addMarker(ranges, {});
  ranges.apply(0, new Dates());
  assert.equal(isShown(), true);
});

test("a marker of a later date stays off", () => {
  const [ranges, dates] = [new ZoomRanges(), new Dates()];
  const { isShown } = addMarker(ranges, { since: "2012" });
  dates.choose("2010", document.createElement("div"));
  ranges.apply(5, dates);
  assert.equal(isShown(), false);
  dates.choose("2012", document.createElement("div"));
  ranges.apply(5, dates);
  assert.equal(isShown(), true);
});

test("the markers of a dropped layer stay as they are", () => {
  const ranges = new ZoomRanges();
  const [kept, dropped] = [addMarker(ranges, { min_zoom: 4 }), addMarker(ranges, { min_zoom: 4 })];
  ranges.drop(dropped.layer);
  ranges.apply(5, new Dates());
  assert.deepEqual([kept.isShown(), dropped.isShown()], [true, false]);
});
