// A layer of the pack: its areas, lines, marks and names. Its data is only ever shown as text.
import { createAlong } from "./along.js";
import { AsideLine } from "./aside.js";
import { awaitJson } from "./fetching.js";
import { measureInside } from "./immersion.js";
import "./leaflet.js";
/* global L */

/**
 * @import { Dates } from "./dates.js"
 * @import { Highlights } from "./highlights.js"
 * @import { LabelLayer } from "./labels.js"
 * @import { Called, Drawing, LabelProperties, MarkProperties, Panes, ShapeProperties } from "./messages.js"
 * @import { Nameplates } from "./names.js"
 *
 * @typedef {{ type: "Feature", geometry: GeoJSON.LineString | GeoJSON.MultiLineString | GeoJSON.Polygon | GeoJSON.MultiPolygon, properties: ShapeProperties }} ShapeFeature
 * @typedef {{ type: "Feature", geometry: GeoJSON.Point, properties: MarkProperties }} MarkFeature
 * @typedef {{ type: "Feature", geometry: GeoJSON.Point, properties: LabelProperties }} LabelFeature
 * @typedef {ShapeFeature | MarkFeature | LabelFeature} WebFeature
 * @typedef {{ features: WebFeature[] }} WebFeatures
 *
 * @typedef {object} PackLayerView
 * @property {number} serial Tells the maps of a page apart.
 * @property {Pick<LabelLayer, "add" | "addAlong" | "refresh">} labels
 * @property {Pick<Highlights, "own" | "register">} highlights
 * @property {Pick<Dates, "mark">} dates
 * @property {Pick<Nameplates, "show">} names
 * @property {(marker: L.Marker, range: MarkProperties, layer: PackLayer) => void} zoomed
 * @property {(key: string, event: L.LeafletMouseEvent) => void} reportClick
 */

const ON_TOP = 1000; // islands in dispute are never hidden by what happened there

/**
 * How the features of each role are drawn: class, whether they answer to the pointer, by a wider line.
 * @type {Record<ShapeProperties["role"], { drawn: string, interactive?: boolean, wide?: boolean }>}
 */
const ROLES = {
  area: { drawn: "fill", interactive: true },
  line: { drawn: "line", interactive: true, wide: true },
  grade: { drawn: "fill" },
  limit: { drawn: "line" },
  edge: { drawn: "edge" },
};

/** One layer: its features, or the file that holds them, which is fetched when it is first shown. */
export class PackLayer extends L.FeatureGroup {
  /** @type {Promise<void> | null} */
  ready = null;
  /**
   * Areas of range bands, which fade where they fill the view.
   * @type {{ path: L.Path, area: ShapeFeature["geometry"] }[]}
   */
  _grades = [];
  /**
   * Marks by the ids of their features.
   * @type {Map<string, L.Marker>}
   */
  _marks = new Map();

  /**
   * @param {string} id
   * @param {string | WebFeatures} source
   * @param {Drawing} style
   * @param {Panes} panes
   * @param {PackLayerView} view
   */
  constructor(id, source, style, panes, view) {
    super();
    this.id = id;
    this._source = source;
    this._style = style;
    this._panes = panes;
    this._view = view;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    super.onAdd(map);
    this.ready ??= this._load().then((data) => {
      for (const feature of data.features) this._draw(feature);
      this._fadeInside();
    });
    map.on("moveend", this._fadeInside, this);
    this._fadeInside();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend", this._fadeInside, this);
    return super.onRemove(map);
  }

  /** Where its features are; empty where the page brought them. */
  get address() {
    return typeof this._source === "string" ? this._source : "";
  }

  /**
   * The mark of a feature, once the layer is drawn.
   * @param {string} id
   */
  async findMark(id) {
    await this.ready;
    return this._marks.get(id);
  }

  /** @returns {Promise<WebFeatures>} */
  async _load() {
    return typeof this._source === "string" ? awaitJson(this._source) : this._source;
  }

  /**
   * Whether its features come from an address.
   * @param {string} address
   */
  comesFrom(address) {
    return typeof this._source === "string" && new URL(this._source, document.baseURI).href === address;
  }

  /** @param {WebFeature} feature */
  _draw(feature) {
    if (isOf(feature, "label")) this._view.labels.add(feature, this);
    else if (isOf(feature, "mark")) this._drawMark(feature);
    else this._drawPath(/** @type {ShapeFeature} */ (feature));
  }

  /** @param {ShapeFeature} feature */
  _drawPath(feature) {
    const { role, opacity, text_at } = feature.properties;
    const { drawn, interactive, wide } = ROLES[role];
    const pane = this._panes[role];
    if (role === "line" && this._style.casing) this._addPath(feature, "casing", { pane: this._panes.casing });
    const path = this._addPath(feature, drawn, { pane, fillOpacity: opacity ?? 1 }, interactive && !wide);
    if (role === "grade") this._grades.push({ path, area: feature.geometry });
    if (text_at !== undefined) this._writeAlong(path, feature.properties, text_at);
    if (wide) this._addPath(feature, "hit", { pane, weight: 14 }, true);
  }

  /** Tell the style sheet how much of the view a range band fills. */
  _fadeInside() {
    if (!this._map || this._grades.length === 0) return;
    const bounds = this._map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const areas = this._grades.map(({ area }) => area);
    const inside = measureInside(areas, { west, south, east, north });
    for (const { path } of this._grades) {
      const drawn = /** @type {SVGElement | undefined} */ (path.getElement());
      drawn?.style.setProperty("--sb-inside", String(inside));
    }
  }

  /**
   * @param {ShapeFeature} feature
   * @param {string} drawn
   * @param {L.PathOptions} options
   */
  _addPath(feature, drawn, options, interactive = false) {
    const className = `sb-${drawn} sb-${this._style.key}`;
    const fill = drawn === "fill";
    const drawing = { ...options, className, fill, stroke: !fill || interactive, interactive };
    const part = this._style.aside ? this._drawAside(feature, drawing) : drawFeature(feature, drawing);
    if (interactive) this._makeInteractive(part, feature.properties);
    part.on("add", () => {
      const element = /** @type {SVGElement} */ (part.getElement());
      this._view.highlights.own(element, this.id);
      this._view.dates.mark(element, feature.properties);
    });
    this.addLayer(part);
    return part;
  }

  /**
   * @param {ShapeFeature} feature
   * @param {L.PathOptions} drawing
   */
  _drawAside({ geometry }, drawing) {
    const depth = geometry.type === "LineString" ? 0 : 1;
    const places = L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth);
    return new AsideLine(places, { ...drawing, aside: this._style.aside });
  }

  /** @param {MarkFeature} feature */
  _drawMark(feature) {
    const [lon, lat] = feature.geometry.coordinates;
    const { shape, size } = feature.properties;
    const icon = L.divIcon({ className: `sb-mark sb-mark-${shape} sb-${this._style.key}`, iconSize: [size, size] });
    const marker = L.marker([lat, lon], {
      icon,
      pane: this._panes.mark,
      keyboard: false,
      zIndexOffset: shape === "diamond" ? ON_TOP : 0,
    });
    this._marks.set(feature.properties.id, marker);
    this._makeInteractive(marker, feature.properties);
    marker.on("add", () => this._view.highlights.own(/** @type {HTMLElement} */ (marker.getElement()), this.id));
    this._view.zoomed(marker, feature.properties, this);
  }

  /**
   * @param {L.Path} path
   * @param {ShapeProperties} properties
   * @param {number} at
   */
  _writeAlong(path, properties, at) {
    const { text, id } = properties;
    const label = createAlong(`sb-path-${this._view.serial}-${this.id}-${id}`);
    if (text) label.words.textContent = text;
    else this._view.names.show(/** @type {Called} */ (properties), label.words, this.id);
    const write = () => {
      const element = /** @type {SVGElement} */ (path.getElement());
      element.ownerSVGElement?.append(label.root);
      this._view.highlights.own(label.text, this.id);
      this._view.labels.refresh();
    };
    const below = this._style.aside > 0; // of two lanes side by side each is named on its own side
    this._view.labels.addAlong({ label, line: path, at, below, owner: this });
    path.on("add", write);
    path.on("remove", () => label.root.remove());
    if (this._map) write();
  }

  /**
   * @param {L.Path | L.Marker} target
   * @param {ShapeProperties | MarkProperties} properties
   */
  _makeInteractive(target, properties) {
    const key = properties.id === this.id ? this.id : `${this.id}.${properties.id}`;
    const name = document.createElement("span");
    this._view.names.show(/** @type {Called} */ (properties), name, this.id);
    target.bindTooltip(name, { sticky: true, className: "sb-tooltip", direction: "top", offset: [0, -6] });
    target.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this._view.reportClick(key, event);
    });
    target.on("add", () => {
      const element = /** @type {HTMLElement | SVGElement} */ (target.getElement());
      this._view.highlights.register(element, key);
    });
  }
}

/**
 * Whether a feature is of a role.
 * @template {WebFeature["properties"]["role"]} Role
 * @param {WebFeature} feature
 * @param {Role} role
 * @returns {feature is Extract<WebFeature, { properties: { role: Role } }>}
 */
function isOf(feature, role) {
  return feature.properties.role === role;
}

/**
 * @param {ShapeFeature} feature
 * @param {L.PathOptions} drawing
 */
function drawFeature(feature, drawing) {
  const [path] = L.geoJSON(feature, /** @type {L.GeoJSONOptions} */ (drawing)).getLayers();
  return /** @type {L.Path} */ (path);
}
