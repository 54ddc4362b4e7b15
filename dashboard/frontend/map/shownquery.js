// What a presenter shows, as the query of a link: the same words that the page's address has. Beside the briefing the
// query names the page.

const BRIEFING = "briefing";
const OWN = ["names", "theme", "positions", "lang", "embed", "embed_options"]; // what each viewer sets for himself

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

/**
 * Write what another page than the briefing shows: its address, without what each viewer sets for himself.
 * @param {Pick<Location, "pathname" | "search">} address
 */
export function writePage({ pathname, search }) {
  const query = new URLSearchParams({ page: findPage(pathname) });
  for (const [name, value] of new URLSearchParams(search)) if (![...OWN, "room"].includes(name)) query.set(name, value);
  return String(query);
}

/**
 * Return the address at which a follower sees what is shown; null where that is the page, and the pack, that he is on.
 * @param {string} shown
 * @param {Location | URL} address
 */
export function findWay(shown, address) {
  const query = new URLSearchParams(shown);
  const page = query.get("page") ?? BRIEFING;
  const held = new URLSearchParams(address.search);
  const same = page === findPage(address.pathname);
  if (same && (page === BRIEFING || (query.get("pack") ?? "") === (held.get("pack") ?? ""))) return null;
  const way = new URL(page, address.href); // the pages lie side by side
  query.delete("page");
  way.search = String(query);
  for (const name of [...OWN, "room"]) for (const value of held.getAll(name)) way.searchParams.append(name, value);
  return way;
}

/** @param {string} path */
function findPage(path) {
  return path.replace(/\/+$/, "").split("/").pop() ?? "";
}
