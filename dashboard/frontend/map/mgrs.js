// References of the Military Grid Reference System (MGRS), to 100 m: UTM, and UPS at the poles, on WGS84.
// Transverse Mercator by the series of Krüger to the sixth order: C. F. F. Karney, Transverse Mercator with an accuracy
// of a few nanometers, Journal of Geodesy 85 (2011), equations 7 to 9 and 35. UPS: polar stereographic, J. P. Snyder,
// Map Projections, a Working Manual, USGS 1987, equations 15-9 and 21-33. Zones and letters: NGA.STND.0037, 2014.

const [A, F] = [6378137, 1 / 298.257223563];
const E = Math.sqrt(F * (2 - F));
const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);
const ALPHA = [
  [1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800],
  [0, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360],
  [0, 0, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440],
  [0, 0, 0, 49561 / 161280, -179 / 168, 6601661 / 7257600],
  [0, 0, 0, 0, 34729 / 80640, -3418889 / 1995840],
  [0, 0, 0, 0, 0, 212378941 / 319334400],
].map((row) => row.reduce((sum, factor, power) => sum + factor * N ** (power + 1), 0));
const UTM = { scale: 0.9996, easting: 500_000, northing: 10_000_000, south: -80, north: 84 };
const UPS = { scale: 0.994, middle: 2_000_000, first: 800_000, northFirst: 1_300_000 };
const SQUARE = 100_000;
const BANDS = "CDEFGHJKLMNPQRSTUVWX";
const COLUMNS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const ROWS = "ABCDEFGHJKLMNPQRSTUV";
const POLAR = { west: "JKLPQRSTUXYZ", east: "ABCFGHJKLPQR", rows: COLUMNS };

/**
 * Return the square of 100 m that holds a place, such as `54S UE 869 342`.
 * @param {number} lat Degrees.
 * @param {number} lon Degrees, counted from any meridian of 180 on.
 */
export function writeReference(lat, lon) {
  const east = ((((lon + 180) % 360) + 360) % 360) - 180;
  return lat < UTM.south || lat > UTM.north ? writePolar(lat, east) : writeZone(lat, east);
}

/**
 * @param {number} lat
 * @param {number} lon
 */
function writeZone(lat, lon) {
  const zone = findZone(lat, lon);
  const { x, y } = project(lat, lon - (6 * zone - 183));
  const easting = UTM.easting + UTM.scale * x;
  const northing = UTM.scale * y + (lat < 0 ? UTM.northing : 0);
  const column = COLUMNS[((zone - 1) % 3) * 8 + Math.floor(easting / SQUARE) - 1];
  const row = ROWS[(Math.floor(northing / SQUARE) + (zone % 2 ? 0 : 5)) % ROWS.length];
  const band = BANDS[Math.min(Math.floor((lat - UTM.south) / 8), BANDS.length - 1)];
  return join(`${zone}${band}`, column + row, easting, northing);
}

/**
 * The zone of six degrees; south-west of Norway and at Svalbard it is wider or narrower.
 * @param {number} lat
 * @param {number} lon
 */
function findZone(lat, lon) {
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat >= 72 && lon >= 0 && lon < 42) return 31 + 2 * Math.floor((lon + 3) / 12);
  return Math.floor((lon + 180) / 6) + 1;
}

/**
 * Transverse Mercator of scale 1: metres from the central meridian and the equator.
 * @param {number} lat
 * @param {number} away Degrees from the central meridian.
 */
function project(lat, away) {
  const tan = Math.tan(radians(lat));
  const sigma = Math.sinh(E * Math.atanh((E * tan) / Math.hypot(1, tan)));
  const conformal = tan * Math.hypot(1, sigma) - sigma * Math.hypot(1, tan);
  const cos = Math.cos(radians(away));
  const xi = Math.atan2(conformal, cos);
  const eta = Math.asinh(Math.sin(radians(away)) / Math.hypot(conformal, cos));
  let [x, y] = [eta, xi];
  ALPHA.forEach((factor, index) => {
    const order = 2 * (index + 1);
    x += factor * Math.cos(order * xi) * Math.sinh(order * eta);
    y += factor * Math.sin(order * xi) * Math.cosh(order * eta);
  });
  return { x: RADIUS * x, y: RADIUS * y };
}

/**
 * @param {number} lat
 * @param {number} lon
 */
function writePolar(lat, lon) {
  const north = lat > 0;
  const size = radians(Math.abs(lat));
  const flattened = ((1 - E * Math.sin(size)) / (1 + E * Math.sin(size))) ** (E / 2);
  const shrunk = Math.tan(Math.PI / 4 - size / 2) / flattened;
  const radius = (2 * A * UPS.scale * shrunk) / Math.sqrt((1 + E) ** (1 + E) * (1 - E) ** (1 - E));
  const easting = UPS.middle + radius * Math.sin(radians(lon));
  const northing = UPS.middle + (north ? -1 : 1) * radius * Math.cos(radians(lon));
  const west = easting < UPS.middle;
  const columns = west ? POLAR.west : POLAR.east;
  const column = columns[Math.floor((easting - (west ? UPS.first : UPS.middle)) / SQUARE)];
  const row = POLAR.rows[Math.floor((northing - (north ? UPS.northFirst : UPS.first)) / SQUARE)];
  return join(north ? (west ? "Y" : "Z") : west ? "A" : "B", column + row, easting, northing);
}

/**
 * @param {string} zone
 * @param {string} square
 * @param {number} easting
 * @param {number} northing
 */
function join(zone, square, easting, northing) {
  const figures = [easting, northing].map((metres) => String(Math.floor(metres / 100) % 1000).padStart(3, "0"));
  return `${zone} ${square} ${figures.join(" ")}`;
}

/** @param {number} degrees */
function radians(degrees) {
  return (degrees * Math.PI) / 180;
}
