// Where the map looks: it flies there, or stands there at once for those who want less motion.

const [FLIGHT_S, PAN_S] = [0.9, 0.3];
const CLOSEST = 11;
const [WIDE_PX, FARTHEST, FARTHEST_NARROW] = [760, 2, 1.5];

/** @import { MapData, View } from "./messages.js" */

/**
 * Let narrow maps show as much of the world as wide ones do.
 * @param {L.Map} map
 */
export function limitZoom(map) {
  map.setMinZoom(map.getContainer().clientWidth < WIDE_PX ? FARTHEST_NARROW : FARTHEST);
}

/**
 * Move a map to an area, or to `at`, which is latitude, longitude and zoom; `padding` is in pixels.
 * @param {L.Map} map
 * @param {MapData["at"]} at
 * @param {MapData["fly"]} fly
 * @param {{ animate: boolean, padding: number }} options
 */
export function moveCamera(map, at, fly, { animate, padding }) {
  const { clientWidth, clientHeight } = map.getContainer();
  if (!clientWidth || !clientHeight) return; // the page is letting go of the map
  const still = !animate || wantsStillness();
  const options = still ? { animate: false, reset: true } : { duration: FLIGHT_S };
  /** @type {L.FitBoundsOptions} */
  const area = { padding: [padding, padding], maxZoom: CLOSEST, ...options };
  if (fly) map[still ? "fitBounds" : "flyToBounds"](fly, area);
  else if (at) map[still ? "setView" : "flyTo"]([at[0], at[1]], at[2], options);
}

/**
 * Bring a place into view where it is not.
 * @param {L.Map} map
 * @param {L.LatLng} place
 */
export function revealPlace(map, place) {
  const animate = wantsStillness() ? false : undefined; // from afar the map goes there at once, as it does by itself
  if (!map.getBounds().contains(place)) map.panTo(place, { animate, duration: PAN_S });
}

function wantsStillness() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Return the zoom that decides what is shown: what wide maps show from farthest out, narrow ones keep farther out.
 * @param {L.Map} map
 */
export function readDetail(map) {
  return Math.max(map.getZoom(), FARTHEST);
}

/**
 * Return where a map looks: latitude and longitude to some hundred metres, and zoom.
 * @param {L.Map} map
 * @returns {View["at"]}
 */
export function readCamera(map) {
  const { lat, lng } = map.getCenter();
  return [Number(lat.toFixed(3)), Number(lng.toFixed(3)), Number(map.getZoom().toFixed(2))];
}
