// Lines that share a course are drawn side by side.
import "./leaflet.js";
/* global L */

/** A line drawn some pixels to the right of its course. */
export const AsideLine = L.Polyline.extend({
  _projectLatlngs(places, result, bounds) {
    L.Polyline.prototype._projectLatlngs.call(this, places, result, bounds);
    if (places[0] instanceof L.LatLng) result.push(moveAside(result.pop(), this.options.aside));
  },
});

/** Move a line sideways; bends tighter than the distance are straightened first, or it would cross itself. */
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
