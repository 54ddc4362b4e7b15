// What lies under everything: sea depth, borders, and land that is finer the closer one looks.
import { awaitJson } from "./fetching.js";
import "./leaflet.js";
/* global L */

/** @import { LandEntry } from "./messages.js" */

/**
 * Style base geometry: every feature gets the class that its `class` property names.
 * @param {GeoJSON.Feature<GeoJSON.Geometry, { class: string }> | undefined} feature
 */
const style = (feature) => ({ className: `sb-${feature?.properties.class}` });

/** Base geometry from one file. */
export class BaseLayer extends L.GeoJSON {
  /**
   * @param {string} url
   * @param {{ pane: string }} options
   */
  constructor(url, options) {
    const drawing = { interactive: false, smoothFactor: 0.6, style, ...options };
    super(null, drawing);
    this.ready = awaitJson(url).then((data) => this.addData(data));
  }
}

/** Land at several levels: a whole-world file far out, tiles closer in, the finest that covers a cell. */
export class LandLayer extends L.LayerGroup {
  /** @type {Promise<void> | null} */
  ready = null;
  /**
   * What has been drawn, by address.
   * @type {Map<string, L.Layer>}
   */
  _shown = new Map();
  /** @type {object | null} */
  _ticket = null;

  /**
   * @param {LandEntry[]} levels
   * @param {{ pane: string }} options
   */
  constructor(levels, options) {
    super();
    this._levels = levels;
    this._pane = options.pane;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    map.on("moveend zoomend", this._refresh, this);
    this._refresh();
    return this;
  }

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend zoomend", this._refresh, this);
    return super.onRemove(map);
  }

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
  }

  /** @param {string} url */
  _load(url) {
    return awaitJson(url).then((data) => {
      if (this._shown.has(url)) return;
      const options = { pane: this._pane, interactive: false, style, smoothFactor: 0.6 };
      this._shown.set(url, L.geoJSON(data, options));
    });
  }

  _wantedUrls() {
    const zoom = this._map.getZoom();
    const bounds = this._map.getBounds().pad(0.15);
    /** @type {Set<string>} */
    const urls = new Set();
    const tiled = this._levels[1];
    if (!tiled || zoom < tiled.minZoom) return urls.add(this._levels[0].url);
    urls.add(this._levels[0].outsideUrl);
    /** @type {(depth: number, west: number, south: number) => void} */
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
  }
}

/**
 * @param {LandEntry["box"]} box
 * @param {L.LatLngBounds} cell
 */
function covers([west, south, east, north], cell) {
  return L.latLngBounds([south, west], [north, east]).contains(cell);
}
