// Packs that are not served: their catalogue and layers travel with the page once and are kept under a key.
import { fetchJson } from "./fetching.js";
import { PackLayer } from "./packlayer.js";

const MOST_HELD = 4;
const held = new Map();

/** Tell packs apart: the address of a served catalogue, or the key of a parcel. */
export function identify(catalogue) {
  return catalogue.key ?? catalogue;
}

/** Keep what a parcel brings; return the key of the one whose content neither it nor the browser has. */
export function takeParcel({ key, content }) {
  if (!key) return [];
  const kept = content ?? held.get(key);
  if (!kept) return [key];
  held.delete(key);
  held.set(key, kept);
  if (held.size > MOST_HELD) held.delete(held.keys().next().value);
  return [];
}

/** Read the layer catalogue, from its address or out of the parcel; detours count as layers. */
export async function readCatalogue(catalogue) {
  const read = catalogue.key ? held.get(catalogue.key).catalogue : await fetchJson(catalogue);
  return { ...read, layers: { ...read.layers, ...read.detours } };
}

/** Add the layers of a parcel to those of the map program, which has none of them. */
export function addLayers(catalogue, view) {
  for (const { id, features, drawing, panes } of held.get(catalogue.key)?.layers ?? []) {
    view.packLayers[id] = new PackLayer(id, JSON.parse(features), drawing, panes, view);
  }
}
