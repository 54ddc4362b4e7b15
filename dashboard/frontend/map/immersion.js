// How much of the view lies inside the areas of a layer: a range band fades when it fills the view.

/**
 * @typedef {number[][]} Ring Positions, longitude before latitude.
 * @typedef {Ring[]} Polygon
 * @typedef {import("geojson").Geometry} Geometry
 * @typedef {{ west: number, south: number, east: number, north: number }} View
 */

/** Points of the view that are looked at, in each direction. */
const STEPS = 5;

/**
 * Return the share of the view that lies inside any of the areas, from 0 to 1, by a grid of points.
 * @param {Geometry[]} areas
 * @param {View} view
 */
export function measureInside(areas, { west, south, east, north }) {
  const polygons = areas.flatMap(listPolygons);
  let inside = 0;
  for (let column = 0; column < STEPS; column += 1) {
    for (let row = 0; row < STEPS; row += 1) {
      const x = west + ((east - west) * (column + 0.5)) / STEPS;
      const y = south + ((north - south) * (row + 0.5)) / STEPS;
      if (polygons.some((polygon) => contains(polygon, x, y))) inside += 1;
    }
  }
  return inside / STEPS ** 2;
}

/** @type {(geometry: Geometry) => Polygon[]} */
const listPolygons = (geometry) => {
  if (geometry.type === "MultiPolygon") return geometry.coordinates;
  return geometry.type === "Polygon" ? [geometry.coordinates] : [];
};

/**
 * Tell by the crossings of a ray westward whether a point lies in a polygon and in none of its holes.
 * @param {Polygon} polygon
 * @param {number} x
 * @param {number} y
 */
function contains(polygon, x, y) {
  let inside = false;
  for (const ring of polygon) {
    for (let place = 1; place < ring.length; place += 1) {
      const [[fromX, fromY], [toX, toY]] = [ring[place - 1], ring[place]];
      if (fromY > y === toY > y) continue;
      if (fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX) < x) inside = !inside;
    }
  }
  return inside;
}
