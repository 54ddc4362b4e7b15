// What lies under everything: sea depth, borders, and land that is finer the closer one looks.
import { fetchJson } from "./fetching.js";
import "./leaflet.js";
/* global L */

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
    const ticket = {};
    this._ticket = ticket;
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
