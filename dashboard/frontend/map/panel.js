// The layer panel beside the map: legend and switches in one.
import { make } from "./elements.js";
import { drawFilter } from "./filter.js";

/**
 * @import { MapTexts } from "./messages.js"
 * @import { Nameplates } from "./names.js"
 * @import { ListedLayer, ReadCatalogue } from "./parcels.js"
 *
 * @typedef {{ toggle(id: string, on: boolean): void, open(id: string): void }} LayerActions
 * @typedef {Map<string, HTMLInputElement>} Switches By the ids of their layers.
 * @typedef {Pick<ReadCatalogue, "layers" | "texts">} ListedLayers
 */

/**
 * Draw the layer list; `names` writes the titles.
 * @param {ReadCatalogue} catalogue
 * @param {LayerActions} actions
 * @param {Nameplates} names
 */
export function drawPanel(catalogue, actions, names) {
  /** @type {Switches} */
  const switches = new Map();
  const live = make("fieldset", "sb-group", "", make("legend", "", catalogue.texts.live));
  const root = make("nav", "sb-panel");
  root.setAttribute("aria-label", catalogue.texts.layers);
  const head = make("div", "sb-panel-head");
  head.append(make("h2", "", catalogue.texts.layers), drawFilter(root, catalogue));
  root.append(head, live);
  for (const group of catalogue.groups) {
    const set = make("fieldset", "sb-group");
    set.append(make("legend", "", group.title));
    for (const id of group.layers) set.append(drawRow(id, catalogue, actions, names, switches));
    root.append(set);
  }
  root.append(make("div", "sb-depth-legend", "", make("h3", "", catalogue.texts.depth), drawDepthSteps(catalogue)));
  return { root, switches, live };
}

/**
 * Draw the row of a layer: switch, swatch, title, badge, and a button to its passages where it has any.
 * @param {string} id
 * @param {ListedLayers} catalogue
 * @param {LayerActions} actions
 * @param {Nameplates} names
 * @param {Switches} switches
 */
export function drawRow(id, catalogue, actions, names, switches) {
  const layer = catalogue.layers[id];
  const row = make("div", "sb-row");
  row.dataset.layer = id;
  const box = make("input");
  box.type = "checkbox";
  box.addEventListener("change", () => actions.toggle(id, box.checked));
  const title = make("span", "sb-row-title");
  names.show(layer, title, id);
  const label = make("label", "", "", box, drawSwatch(layer), title);
  const badge = make("span", `sb-badge sb-badge-${layer.status}`, layer.badge);
  badge.title = layer.statusText;
  row.append(label, make("div", "sb-row-foot", "", badge, drawOpener(id, layer, catalogue.texts, actions, names)));
  switches.set(id, box);
  return row;
}

/**
 * @param {string} id
 * @param {ListedLayer} layer
 * @param {MapTexts} texts
 * @param {LayerActions} actions
 * @param {Nameplates} names
 */
function drawOpener(id, layer, texts, actions, names) {
  const open = make("button", "sb-row-open", layer.passages.join(" ") || "…");
  open.type = "button";
  open.title = texts.open;
  const described = `${texts.open} ${layer.passages.join(", ")}`;
  names.put(layer, (name) => open.setAttribute("aria-label", `${name}: ${described}`), id);
  open.addEventListener("click", () => actions.open(id));
  return open;
}

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {[tag: string, className: string, attributes: Record<string, string | number>]} SwatchShape */

const WHOLE = { x: 1, y: 1, width: 32, height: 14 };
const SQUARE = { x: 12, y: 3, width: 10, height: 10 };

/** @type {(style: string) => SwatchShape} */
const drawLine = (style) => ["line", `sb-line sb-${style}`, { x1: 1, y1: 8, x2: 33, y2: 8 }];

/** @type {(style: string) => SwatchShape[]} */
const drawDot = (style) => [["circle", `sb-fill sb-${style}`, { cx: 17, cy: 8, r: 4 }]];

/** @type {(opacity: number) => (style: string) => SwatchShape[]} */
const drawArea = (opacity) => (style) => [
  ["rect", "sb-swatch-sea", WHOLE],
  ["rect", `sb-fill sb-${style}`, { ...WHOLE, "fill-opacity": opacity }],
  drawLine(style),
];

/**
 * By the mark of a style, the shapes of its swatch; a mark that is not here shows its line.
 * @type {Map<string, (style: string) => SwatchShape[]>}
 */
const SWATCHES = new Map([
  ["islands", (style) => [["path", `sb-fill sb-${style}`, { d: "M17 2l6 6-6 6-6-6z" }]]],
  ["own", (style) => [["rect", `sb-fill sb-${style}`, { x: 3, y: 2, width: 28, height: 12, "fill-opacity": 0.4 }]]],
  ["arrow", (style) => [["path", `sb-fill sb-${style}`, { d: "M2 8l20-2v-4l10 6-10 6v-4z" }]]],
  ["feature", drawDot],
  ["place", drawDot],
  ["note", drawDot],
  ["members", (style) => [["rect", `sb-fill sb-${style}`, { ...WHOLE, "fill-opacity": 0.36 }]]],
  ["actor", (style) => [["rect", `sb-swatch-actor sb-line sb-${style}`, { ...SQUARE, rx: 5 }]]],
  ["event", (style) => [["rect", `sb-swatch-event sb-line sb-${style}`, SQUARE]]],
  ["point", (style) => [["circle", `sb-fill sb-line sb-${style} sb-swatch-ring`, { cx: 17, cy: 8, r: 5 }]]],
  ["band", drawArea(0.84)],
  ["sea", drawArea(0.12)],
  ["gate", (style) => [drawLine(style), ["rect", "sb-swatch-gate", SQUARE]]],
]);

/**
 * Draw a layer as it is drawn on the map, small.
 * @param {Pick<ListedLayer, "style" | "mark">} layer
 */
export function drawSwatch({ style, mark }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sb-swatch");
  svg.setAttribute("viewBox", "0 0 34 16");
  svg.setAttribute("aria-hidden", "true");
  const shapes = SWATCHES.get(mark)?.(style) ?? [drawLine(style)];
  for (const [tag, className, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    shape.setAttribute("class", className);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
    svg.append(shape);
  }
  return svg;
}

/**
 * The colours of the sea with the depths at which they begin.
 * @param {Pick<ReadCatalogue, "depths" | "texts">} catalogue
 */
export function drawDepthSteps({ depths, texts }) {
  const steps = make("div", "sb-depth-steps");
  [0, ...depths].forEach((depth) => {
    const step = make("span", "sb-depth-step", depth.toLocaleString(texts.language));
    step.style.setProperty("--step", `var(--sb-sea-${depth})`);
    steps.append(step);
  });
  return steps;
}
