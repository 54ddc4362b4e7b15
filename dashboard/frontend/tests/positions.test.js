import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTATIONS, writePosition } from "../map/positions.js";

const TEXTS = { language: "en", north: "N", east: "E", south: "S", west: "W" };
const write = (lat, lon) => NOTATIONS.map((notation) => writePosition(lat, lon, notation, TEXTS));

test("a position is written in degrees, minutes, seconds and as a grid reference", () => {
  assert.deepEqual(write(35.45, 139.65), [
    "35.450° N, 139.650° E",
    "35°27.0′ N, 139°39.0′ E",
    "35°27′00″ N, 139°39′00″ E",
    "54S UE 774 237",
  ]);
});

test("minutes carry, and letters say the hemisphere", () => {
  assert.equal(writePosition(-59.99999, -0.99999, "ddm", TEXTS), "60°00.0′ S, 1°00.0′ W");
  assert.equal(writePosition(12.99999, 5.0083, "dms", TEXTS), "13°00′00″ N, 5°00′30″ E");
});

test("places east of the date line are west of Greenwich, in degrees and on the grid", () => {
  assert.equal(writePosition(0.1, 200.5, "dd", TEXTS), "0.100° N, 159.500° W");
  assert.equal(writePosition(21.3, 202.14, "mgrs", TEXTS), writePosition(21.3, -157.86, "mgrs", TEXTS));
});

test("decimals are written as the language writes them", () => {
  const german = { ...TEXTS, language: "de", east: "O" };
  assert.equal(writePosition(35.45, 139.65, "dd", german), "35,450° N, 139,650° O");
});
