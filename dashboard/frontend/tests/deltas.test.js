import assert from "node:assert/strict";
import { test } from "node:test";
import { unpack } from "../map/deltas.js";

const collect = (geometry) => ({ type: "FeatureCollection", decimals: 1, features: [{ properties: {}, geometry }] });
const unpackOne = (geometry) => unpack(collect(geometry)).features[0].geometry;

test("a line begins at its first position and goes on by steps", () => {
  const line = unpackOne({ type: "LineString", coordinates: [10, 20, 5, -5, 0, 10] });
  assert.deepEqual(line, {
    type: "LineString",
    coordinates: [
      [1, 2],
      [1.5, 1.5],
      [1.5, 2.5],
    ],
  });
});

test("a point is one position, not a list of them", () => {
  assert.deepEqual(unpackOne({ type: "Point", coordinates: [-1235, 7] }).coordinates, [-123.5, 0.7]);
});

test("every ring of every polygon begins anew", () => {
  const { coordinates } = unpackOne({
    type: "MultiPolygon",
    coordinates: [
      [
        [10, 10, 1, 1],
        [20, 20],
      ],
      [[30, 30]],
    ],
  });
  assert.deepEqual(coordinates, [
    [
      [
        [1, 1],
        [1.1, 1.1],
      ],
      [[2, 2]],
    ],
    [[[3, 3]]],
  ]);
});

test("properties stay as they are, and the number of decimals is gone", () => {
  const packed = collect({ type: "Point", coordinates: [1, 1] });
  packed.features[0].properties = { name: "Outer mole" };
  const unpacked = unpack(packed);
  assert.deepEqual(unpacked.features[0].properties, { name: "Outer mole" });
  assert.equal("decimals" in unpacked, false);
});

test("what is not packed is returned as it is", () => {
  const plain = { type: "FeatureCollection", features: [] };
  const catalogue = { layers: {} };
  assert.equal(unpack(plain), plain);
  assert.equal(unpack(catalogue), catalogue);
});
