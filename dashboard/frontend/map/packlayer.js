// A layer of the pack: its areas, lines, marks and names. Its data is only ever shown as text.
import { createAlong } from "./along.js";
import { AsideLine } from "./aside.js";
import { fetchJson } from "./fetching.js";
import { measureInside } from "./immersion.js";
import "./leaflet.js";
/* global L */

const ON_TOP = 1000; // islands in dispute are never hidden by what happened there

/** How the features of each role are drawn: class, whether they answer to the pointer, by a wider line. */
const ROLES = {
  area: { drawn: "fill", interactive: true },
  line: { drawn: "line", interactive: true, wide: true },
  grade: { drawn: "fill" },
  limit: { drawn: "line" },
  edge: { drawn: "edge" },
};

/** One layer: its features, or the file that holds them, which is fetched when it is first shown. */
export const PackLayer = L.FeatureGroup.extend({
  initialize(id, source, style, panes, view) {
    L.FeatureGroup.prototype.initialize.call(this);
    this.id = id;
    this.ready = null;
    Object.assign(this, { _source: source, _style: style, _panes: panes, _view: view, _grades: [] });
  },
  onAdd(map) {
    L.FeatureGroup.prototype.onAdd.call(this, map);
    this.ready ??= this._load().then((data) => {
      for (const feature of data.features) this._draw(feature);
      this._fadeInside();
    });
    map.on("moveend", this._fadeInside, this);
    this._fadeInside();
  },
  onRemove(map) {
    map.off("moveend", this._fadeInside, this);
    L.FeatureGroup.prototype.onRemove.call(this, map);
  },
  async _load() {
    return typeof this._source === "string" ? fetchJson(this._source) : this._source;
  },
  _draw(feature) {
    const { role } = feature.properties;
    if (role === "label") this._view.labels.add(feature, this);
    else if (role === "mark") this._drawMark(feature);
    else this._drawPath(feature);
  },
  _drawPath(feature) {
    const { role, opacity, text_at } = feature.properties;
    const { drawn, interactive, wide } = ROLES[role];
    const pane = this._panes[role];
    if (role === "line" && this._style.casing) this._addPath(feature, "casing", { pane: this._panes.casing });
    const path = this._addPath(feature, drawn, { pane, fillOpacity: opacity ?? 1 }, interactive && !wide);
    if (role === "grade") this._grades.push({ path, area: feature.geometry });
    if (text_at !== undefined) this._writeAlong(path, feature.properties);
    if (wide) this._addPath(feature, "hit", { pane, weight: 14 }, true);
  },
  /** Tell the style sheet how much of the view a range band fills. */
  _fadeInside() {
    if (!this._map || this._grades.length === 0) return;
    const bounds = this._map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const areas = this._grades.map(({ area }) => area);
    const inside = measureInside(areas, { west, south, east, north });
    for (const { path } of this._grades) path.getElement()?.style.setProperty("--sb-inside", inside);
  },
  _addPath(feature, drawn, options, interactive = false) {
    const className = `sb-${drawn} sb-${this._style.key}`;
    const fill = drawn === "fill";
    const drawing = { ...options, className, fill, stroke: !fill || interactive, interactive };
    const part = this._style.aside ? this._drawAside(feature, drawing) : L.geoJSON(feature, drawing).getLayers()[0];
    if (interactive) this._makeInteractive(part, feature.properties);
    part.on("add", () => {
      this._view.highlights.own(part.getElement(), this.id);
      this._view.dates.mark(part.getElement(), feature.properties);
    });
    this.addLayer(part);
    return part;
  },
  _drawAside({ geometry }, drawing) {
    const depth = geometry.type === "LineString" ? 0 : 1;
    const places = L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth);
    return new AsideLine(places, { ...drawing, aside: this._style.aside });
  },
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
    this._makeInteractive(marker, feature.properties);
    marker.on("add", () => this._view.highlights.own(marker.getElement(), this.id));
    this._view.zoomed(marker, feature.properties, this);
  },
  _writeAlong(path, properties) {
    const { text, text_at, id } = properties;
    const label = createAlong(`sb-path-${this._view.serial}-${this.id}-${id}`);
    if (text) label.words.textContent = text;
    else this._view.names.show(properties, label.words, this.id);
    const write = () => {
      path.getElement().ownerSVGElement.append(label.root);
      this._view.highlights.own(label.text, this.id);
      this._view.labels.refresh();
    };
    const below = this._style.aside > 0; // of two lanes side by side each is named on its own side
    this._view.labels.addAlong({ label, line: path, at: text_at, below, owner: this });
    path.on("add", write);
    path.on("remove", () => label.root.remove());
    if (this._map) write();
  },
  _makeInteractive(target, properties) {
    const key = properties.id === this.id ? this.id : `${this.id}.${properties.id}`;
    const name = document.createElement("span");
    this._view.names.show(properties, name, this.id);
    target.bindTooltip(name, { sticky: true, className: "sb-tooltip", direction: "top", offset: [0, -6] });
    target.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      this._view.reportClick(key, event);
    });
    target.on("add", () => this._view.highlights.register(target.getElement(), key));
  },
});
