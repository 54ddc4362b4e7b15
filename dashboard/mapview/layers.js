// Leaflet layers of the map program. Ids and URLs come from the program; data is only ever shown as text.
import "./leaflet.js";
/* global L */

const fetched = new Map();
const kept = new Map();

/** Say how to read JSON that the page itself holds, so that it is not fetched. */
export function keepJson(url, read) {
  kept.set(new URL(url, document.baseURI).href, read);
}

/** Fetch JSON once per page, however many maps ask for it. */
export function fetchJson(url) {
  const address = new URL(url, document.baseURI).href;
  if (!fetched.has(address) && kept.has(address)) fetched.set(address, Promise.resolve().then(kept.get(address)));
  if (!fetched.has(address)) {
    // Files are named after their content, so a cached one is never stale.
    const request = fetch(address, { cache: "force-cache" }).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    request.catch(() => fetched.delete(address));
    fetched.set(address, request);
  }
  return fetched.get(address);
}

/** Base geometry from one file: every feature gets the class that its `class` property names. */
export const BaseLayer = L.GeoJSON.extend({
  options: { interactive: false, smoothFactor: 0.6 },
  initialize(url, options) {
    L.GeoJSON.prototype.initialize.call(this, null, {
      style: (feature) => ({ className: `sb-${feature.properties.class}` }),
      ...options,
    });
    this.ready = fetchJson(url).then((data) => this.addData(data));
  },
});

/** Land at several levels: a whole-world file far out, tiles closer in, the finest that covers a cell. */
export const LandLayer = L.LayerGroup.extend({
  initialize(levels, options) {
    L.LayerGroup.prototype.initialize.call(this);
    this._levels = levels;
    this._pane = options.pane;
    this._shown = new Map();
    this.ready = null;
  },
  onAdd(map) {
    map.on("moveend zoomend", this._refresh, this);
    this._refresh();
  },
  onRemove(map) {
    map.off("moveend zoomend", this._refresh, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },
  _refresh() {
    const wanted = this._wantedUrls();
    const ticket = (this._ticket = {});
    this.ready = Promise.all([...wanted].map((url) => this._load(url))).then(() => {
      if (this._ticket !== ticket || !this._map) return;
      for (const [url, layer] of this._shown) {
        if (wanted.has(url)) this._map.addLayer(layer);
        else this._map.removeLayer(layer);
      }
    });
  },
  _load(url) {
    return fetchJson(url).then((data) => {
      if (this._shown.has(url)) return;
      const style = (feature) => ({ className: `sb-${feature.properties.class}` });
      const options = { pane: this._pane, interactive: false, style, smoothFactor: 0.6 };
      this._shown.set(url, L.geoJSON(data, options));
    });
  },
  _wantedUrls() {
    const zoom = this._map.getZoom();
    const bounds = this._map.getBounds().pad(0.15);
    const urls = new Set();
    const tiled = this._levels[1];
    if (!tiled || zoom < tiled.minZoom) return urls.add(this._levels[0].url);
    urls.add(this._levels[0].outsideUrl);
    const add = (depth, west, south) => {
      const level = this._levels[depth];
      const cell = L.latLngBounds([south, west], [south + level.size, west + level.size]);
      if (!cell.intersects(bounds)) return;
      const finer = this._levels[depth + 1];
      if (finer && zoom >= finer.minZoom && covers(finer.box, cell)) {
        const step = finer.size;
        for (let x = west; x < west + level.size; x += step) {
          for (let y = south; y < south + level.size; y += step) add(depth + 1, x, y);
        }
        return;
      }
      const key = `${west}_${south}`;
      if (level.tiles.includes(key)) urls.add(`${level.folder}/${key}.json`);
    };
    const { box, size } = tiled;
    for (let x = box[0]; x < box[2]; x += size) {
      for (let y = box[1]; y < box[3]; y += size) add(1, x, y);
    }
    return urls;
  },
});

function covers([west, south, east, north], cell) {
  return L.latLngBounds([south, west], [north, east]).contains(cell);
}

/** A line drawn some pixels to the right of its course. */
const AsideLine = L.Polyline.extend({
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
    Object.assign(this, { _source: source, _style: style, _panes: panes, _view: view });
  },
  onAdd(map) {
    L.FeatureGroup.prototype.onAdd.call(this, map);
    this.ready ??= this._load().then((data) => data.features.forEach((feature) => this._draw(feature)));
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
    if (text_at !== undefined) this._writeAlong(path, feature.properties);
    if (wide) this._addPath(feature, "hit", { pane, weight: 14 }, true);
  },
  _addPath(feature, drawn, options, interactive = false) {
    const className = `sb-${drawn} sb-${this._style.key}`;
    const fill = drawn === "fill";
    const drawing = { ...options, className, fill, stroke: !fill || interactive, interactive };
    const part = this._style.aside ? this._drawAside(feature, drawing) : L.geoJSON(feature, drawing).getLayers()[0];
    if (interactive) this._makeInteractive(part, feature.properties);
    part.on("add", () => {
      this._view.own(part.getElement(), this.id);
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
    const marker = L.marker([lat, lon], { icon, pane: this._panes.mark, keyboard: false });
    this._makeInteractive(marker, feature.properties);
    marker.on("add", () => this._view.own(marker.getElement(), this.id));
    this._view.zoomed(marker, feature.properties, this);
  },
  _writeAlong(path, properties) {
    const { text, text_at, id } = properties;
    const key = `sb-path-${this._view.serial}-${this.id}-${id}`;
    const label = createAlong(key, text_at);
    if (text) label.firstChild.textContent = text;
    else this._view.names.show(properties, label.firstChild, this.id);
    const write = () => {
      path.getElement().id = key;
      path.getElement().ownerSVGElement.append(label);
      this._view.own(label, this.id);
    };
    path.on("add", write);
    path.on("remove", () => label.remove());
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
    target.on("add", () => this._view.register(target.getElement(), key));
  },
});

const SVG = "http://www.w3.org/2000/svg";

function createAlong(key, at) {
  const label = document.createElementNS(SVG, "text");
  label.setAttribute("class", "sb-along");
  label.setAttribute("dy", "-7");
  const along = document.createElementNS(SVG, "textPath");
  along.setAttribute("href", `#${key}`);
  along.setAttribute("startOffset", `${at * 100}%`);
  along.setAttribute("text-anchor", "middle");
  label.append(along);
  return label;
}

/** Names on the map: shown in their zoom range, the less important one hidden where two would collide. */
export const LabelLayer = L.Layer.extend({
  initialize(options, view) {
    L.setOptions(this, options);
    this._view = view;
    this._labels = [];
    this.ready = fetchJson(options.url).then((data) => data.features.forEach((feature) => this.add(feature, null)));
  },
  onAdd(map) {
    map.on("moveend zoomend", this._schedule, this);
    this._schedule();
  },
  onRemove(map) {
    map.off("moveend zoomend", this._schedule, this);
  },
  add(feature, owner) {
    const [lon, lat] = feature.geometry.coordinates;
    const properties = feature.properties;
    const text = document.createElement("span");
    this._view.names.show(properties, text, owner?.id);
    text.className = `sb-label sb-label-${properties.kind}`;
    if (properties.rotate) text.style.rotate = `${properties.rotate}deg`;
    if (properties.spacing) text.style.letterSpacing = `${properties.spacing}em`;
    const { offset_x = 0, offset_y = 0, anchor } = properties;
    text.classList.toggle("sb-label-left", anchor === "left");
    const along = { left: "0%", right: "-100%" }[anchor] ?? "-50%";
    text.style.translate = `calc(${along} + ${offset_x ?? 0}px) calc(-50% + ${offset_y ?? 0}px)`;
    const icon = L.divIcon({ html: text, className: "sb-label-anchor", iconSize: [0, 0] });
    const marker = L.marker([lat, lon], { icon, pane: this.options.pane, interactive: false, keyboard: false });
    if (owner) this._view.own(text, owner.id);
    this._labels.push({ ...properties, owner, marker, text });
    this._labels.sort((a, b) => a.rank - b.rank);
    this._schedule();
  },
  refresh() {
    this._schedule();
  },
  /** Take the names of a layer that is gone off the map. */
  drop(owner) {
    const gone = this._labels.filter((label) => label.owner === owner);
    gone.forEach(({ marker }) => marker.remove());
    this._labels = this._labels.filter((label) => label.owner !== owner);
  },
  _schedule() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = null;
      if (this._map) this._place();
    });
  },
  _place() {
    const zoom = this._map.getZoom();
    const bounds = this._map.getBounds().pad(0.1);
    const taken = [];
    for (const label of this._labels) {
      const inRange = zoom >= label.min_zoom && zoom <= label.max_zoom;
      const owned = !label.owner || this._map.hasLayer(label.owner);
      if (!inRange || !owned || !this._view.dates.hasBegun(label) || !bounds.contains(label.marker.getLatLng())) {
        this._map.removeLayer(label.marker);
        continue;
      }
      if (!this._map.hasLayer(label.marker)) label.marker.addTo(this._map);
      if (label.owner) this._view.fade(label.text);
      const boxes = findBoxes(label);
      const free = !boxes.some((box) => taken.some((other) => collide(box, other)));
      label.text.style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(...boxes);
    }
  },
});

/** Where a name lies on the screen: one box, or for a slanting one a row of boxes along it. */
function findBoxes({ text, rotate }) {
  const frame = text.getBoundingClientRect();
  if (!rotate) return [frame];
  const [length, height] = [text.offsetWidth, text.offsetHeight];
  const [x, y] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  const angle = (rotate * Math.PI) / 180;
  const count = Math.max(1, Math.ceil(length / height));
  return Array.from({ length: count }, (_, index) => {
    const along = ((index + 0.5) / count - 0.5) * length;
    const [left, top] = [x + along * Math.cos(angle) - height / 2, y + along * Math.sin(angle) - height / 2];
    return { left, top, right: left + height, bottom: top + height };
  });
}

function collide(a, b) {
  const gap = 3;
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

/** Meridians and parallels at a step that fits the zoom, with their degrees on the edge of the map. */
export const Graticule = L.LayerGroup.extend({
  initialize(options) {
    L.LayerGroup.prototype.initialize.call(this);
    L.setOptions(this, options);
  },
  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("moveend zoomend", this._refresh, this);
    this._refresh();
  },
  onRemove(map) {
    map.off("moveend zoomend", this._refresh, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },
  _refresh() {
    this.clearLayers();
    const bounds = this._map.getBounds();
    const step = [30, 20, 20, 10, 10, 5, 5, 2, 1, 0.5, 0.25][Math.floor(this._map.getZoom())] ?? 0.1;
    const style = { pane: this.options.pane, interactive: false, className: "sb-graticule" };
    const [west, east] = [Math.max(bounds.getWest(), -210), Math.min(bounds.getEast(), 510)];
    const [south, north] = [Math.max(bounds.getSouth(), -85), Math.min(bounds.getNorth(), 85)];
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      this.addLayer(L.polyline([[south, lon], [north, lon]], style));
      this._write([north, lon], degrees(lon, "E", "W"), "top");
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      this.addLayer(L.polyline([[lat, west], [lat, east]], style));
      this._write([lat, east], degrees(lat, "N", "S"), "right");
    }
  },
  _write(position, name, edge) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ html: text, className: `sb-degrees sb-degrees-${edge}`, iconSize: [0, 0] });
    this.addLayer(L.marker(position, { icon, pane: this.options.pane, interactive: false, keyboard: false }));
  },
});

function degrees(value, positive, negative) {
  const wrapped = positive === "E" ? ((((value + 180) % 360) + 360) % 360) - 180 : value;
  const size = Math.abs(Number(wrapped.toFixed(2)));
  return `${size}°${size === 0 || size === 180 ? "" : wrapped > 0 ? positive : negative}`;
}

export const Zoom = L.Control.Zoom;

/** Scale bar in kilometres and nautical miles, true at the middle of the map. */
export const NauticalScale = L.Control.Scale.extend({
  options: { position: "bottomright", maxWidth: 160, imperial: false },
  _addScales(options, className, container) {
    this._mScale = L.DomUtil.create("div", className, container);
    this._nmScale = L.DomUtil.create("div", className, container);
  },
  _updateScales(maxMeters) {
    this._updateScale(this._mScale, `${this._getRoundNum(maxMeters / 1000)} km`, this._share(maxMeters, 1000));
    this._updateScale(this._nmScale, `${this._getRoundNum(maxMeters / 1852)} nm`, this._share(maxMeters, 1852));
  },
  _share(maxMeters, unit) {
    return (this._getRoundNum(maxMeters / unit) * unit) / maxMeters;
  },
});
