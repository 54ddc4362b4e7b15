// What a presenter shows, as the query of a link: the same words that the page's address has.

/**
 * @typedef {object} ShownView What is shown.
 * @property {string} pack Name of the pack; empty for the one of the start.
 * @property {string} scene
 * @property {string[] | null} layers The layers that are on; null for those of the scene.
 * @property {[number, number, number] | null} at Latitude, longitude and zoom; null for the frame of the scene.
 * @property {string | null} feature The feature that is open.
 */

/**
 * Write what is shown.
 * @param {ShownView} shown
 */
export function writeShown({ pack, scene, layers, at, feature }) {
  const query = new URLSearchParams({ scene });
  if (layers) query.set("layers", layers.join(",") || "none");
  if (at) query.set("at", at.join(","));
  if (feature) query.set("feature", feature);
  if (pack) query.set("pack", pack);
  return String(query);
}

/**
 * Read what is shown; a camera that is none is left to the scene.
 * @param {string} text
 * @returns {ShownView}
 */
export function readShown(text) {
  const query = new URLSearchParams(text);
  const layers = query.get("layers");
  const at = (query.get("at") ?? "").split(",").map(Number);
  return {
    pack: query.get("pack") ?? "",
    scene: query.get("scene") ?? "",
    layers: layers === null ? null : layers === "none" ? [] : layers.split(","),
    at: at.length === 3 && at.every(Number.isFinite) ? [at[0], at[1], at[2]] : null,
    feature: query.get("feature"),
  };
}
