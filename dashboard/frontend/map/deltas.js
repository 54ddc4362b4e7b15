// Coordinates of GeoJSON as steps from one position to the next; render/deltas.py writes them.

const POINT = "Point";

/** Return a run of positions from `[x, y, dx, dy, ...]` in whole units. */
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

const unpackPart = (part, scale) =>
  typeof part[0] === "number" ? unpackRun(part, scale) : part.map((inner) => unpackPart(inner, scale));

function unpackGeometry({ type, coordinates }, scale) {
  const unpacked = unpackPart(coordinates, scale);
  return { type, coordinates: type === POINT ? unpacked[0] : unpacked };
}

/** Return what a page holds as JSON; the coordinates of a packed feature collection become plain GeoJSON again. */
export function unpack(data) {
  if (!Array.isArray(data.features) || data.decimals === undefined) return data;
  const scale = 10 ** data.decimals;
  const features = data.features.map((one) => ({ ...one, geometry: unpackGeometry(one.geometry, scale) }));
  return { type: data.type, features };
}
