// Lines that share a course are drawn side by side.
import "./leaflet.js";
/* global L */

/** A line drawn some pixels to the right of its course: `options.aside`. */
export class AsideLine extends L.Polyline {
  /**
   * @param {L.LatLng[] | L.LatLng[][]} places
   * @param {L.Point[][]} result
   * @param {L.Bounds} bounds
   */
  _projectLatlngs(places, result, bounds) {
    super._projectLatlngs(places, result, bounds);
    if (!(places[0] instanceof L.LatLng)) return;
    const course = /** @type {L.Point[]} */ (result.pop());
    result.push(moveAside(course, this.options.aside ?? 0));
  }
}

/**
 * Move a line sideways; bends tighter than the distance are straightened first, or it would cross itself.
 * @param {L.Point[]} course
 * @param {number} distance
 */
function moveAside(course, distance) {
  const points = L.LineUtil.simplify(course, Math.abs(distance));
  const normals = points.slice(1).map((point, index) => {
    const [dx, dy] = [point.x - points[index].x, point.y - points[index].y];
    const length = Math.hypot(dx, dy) || 1;
    return L.point(-dy / length, dx / length);
  });
  return points.map((point, index) => {
    const before = normals[Math.max(index - 1, 0)];
    const after = normals[Math.min(index, normals.length - 1)];
    const sum = before.add(after);
    const stretch = Math.min(2 / (sum.x ** 2 + sum.y ** 2 || 1), 1);
    return point.add(sum.multiplyBy(distance * stretch));
  });
}
