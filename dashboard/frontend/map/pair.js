// A map in a frame of ours, beside another one: each tells the page around them where it looks, and is told where the
// other one looks. The page around is of this site, or there is no frame to be seen.

/**
 * @import { PairCamera } from "./host.js"
 */

const TELL = "sb-camera";
const FOLLOW = "sb-follow";
const SAME_PX = 1.5;

/** Return the frame beside another one that this page stands in; null elsewhere. */
export function findPairFrame() {
  const frame = window.frameElement;
  return frame?.hasAttribute("data-sb-pair") ? frame : null;
}

/**
 * Keep the camera of a map and that of the map beside it together.
 * @param {L.Map} map
 * @param {Element} frame
 * @param {AbortSignal} signal
 */
export function pairCamera(map, frame, signal) {
  /** @type {PairCamera | undefined} */
  let followed;
  /** @type {(camera: PairCamera) => void} */
  const tell = (camera) => {
    if (followed && isAlike(map, camera, followed)) return;
    followed = undefined;
    frame.dispatchEvent(new CustomEvent(TELL, { detail: camera }));
  };
  /** @type {(more?: Partial<PairCamera>) => PairCamera} */
  const look = (more) => {
    const { lat, lng } = map.getCenter();
    return { at: [lat, lng, map.getZoom()], animate: false, ...more };
  };
  map.on("move", () => tell(look()));
  map.on("zoomanim", ({ center, zoom }) => tell({ at: [center.lat, center.lng, zoom], animate: true }));
  /** @type {(event: Event) => void} */
  const follow = (event) => {
    const camera = /** @type {CustomEvent<PairCamera>} */ (event).detail;
    followed = camera;
    if (!camera.first && isAlike(map, camera, look())) return;
    const [lat, lng, zoom] = camera.at;
    const { zoomSnap } = map.options;
    map.options.zoomSnap = 0; // in the midst of a flight a zoom lies between the steps
    const options = camera.first ? { reset: true } : { animate: camera.animate };
    map.setView([lat, lng], zoom, options);
    map.options.zoomSnap = zoomSnap;
  };
  window.addEventListener(FOLLOW, follow, { signal });
  frame.dispatchEvent(new CustomEvent(TELL, { detail: look({ first: true }) }));
}

/**
 * Whether two cameras show the same, to a pixel.
 * @param {L.Map} map
 * @param {PairCamera} one
 * @param {PairCamera} other
 */
function isAlike(map, one, other) {
  const [zoom, otherZoom] = [one.at[2], other.at[2]];
  if (Math.abs(zoom - otherZoom) > 0.001) return false;
  const [from, to] = [one, other].map(({ at }) => map.project([at[0], at[1]], zoom));
  return from.distanceTo(to) < SAME_PX;
}
