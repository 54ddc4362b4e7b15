// Coordinates of GeoJSON as steps from one position to the next; exports/offline/compression.py writes them.

/**
 * @typedef {number[] | Part[]} Part Steps, or lists of them as deep as the geometry has it.
 * @typedef {number[] | Unpacked[]} Unpacked A position, or lists of them.
 * @typedef {{ type: string, coordinates: Part }} Geometry
 * @typedef {{ geometry: Geometry }} Feature
 */

const POINT = "Point";

/**
 * Return a run of positions from `[x, y, dx, dy, ...]` in whole units.
 * @param {number[]} steps
 * @param {number} scale
 */
function unpackRun(steps, scale) {
  const positions = [];
  let [x, y] = [0, 0];
  for (let place = 0; place < steps.length; place += 2) {
    x += steps[place];
    y += steps[place + 1];
    positions.push([x / scale, y / scale]);
  }
  return positions;
}

/** @type {(part: Part, scale: number) => Unpacked[]} */
const unpackPart = (part, scale) =>
  isRun(part) ? unpackRun(part, scale) : part.map((inner) => unpackPart(inner, scale));

/**
 * @param {Part} part
 * @returns {part is number[]}
 */
function isRun(part) {
  return typeof part[0] === "number";
}

/**
 * @param {Geometry} geometry
 * @param {number} scale
 */
function unpackGeometry({ type, coordinates }, scale) {
  const unpacked = unpackPart(coordinates, scale);
  return { type, coordinates: type === POINT ? unpacked[0] : unpacked };
}

/**
 * Return what a page holds as JSON; the coordinates of a packed feature collection become plain GeoJSON again.
 * @param {{ type?: string, features?: Feature[], decimals?: number }} data
 */
export function unpack(data) {
  if (!Array.isArray(data.features) || data.decimals === undefined) return data;
  const scale = 10 ** data.decimals;
  const features = data.features.map((one) => ({ ...one, geometry: unpackGeometry(one.geometry, scale) }));
  return { type: data.type, features };
}
