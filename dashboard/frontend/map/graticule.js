// Meridians and parallels, the scale bar, and the buttons that zoom.
import "./leaflet.js";
/* global L */

/** @import { ReadCatalogue } from "./parcels.js" */

const STEPS_DEG = [30, 30, 20, 10, 10, 5, 5, 2, 1, 0.5, 0.25];

/**
 * Words of the catalogue: directions, units and titles.
 * @type {ReadCatalogue["texts"]}
 */
let words;

/**
 * Take over the words of a catalogue, before a map is built.
 * @param {ReadCatalogue["texts"]} texts
 */
export function takeWords(texts) {
  words = texts;
}

/** Meridians and parallels at a step that fits the zoom, with their degrees on the edge of the map, above the land. */
export class Graticule extends L.LayerGroup {
  /**
   * `pane` is that of the lines, `names` that of the degrees.
   * @param {{ pane: string, names: string }} options
   */
  constructor(options) {
    super();
    this._panes = options;
  }

  /** @param {L.Map} map */
  onAdd(map) {
    super.onAdd(map);
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
    this.clearLayers();
    const bounds = this._map.getBounds();
    const step = STEPS_DEG[Math.floor(this._map.getZoom())] ?? 0.1;
    const style = { pane: this._panes.pane, interactive: false, className: "sb-graticule" };
    const [west, east] = [Math.max(bounds.getWest(), -210), Math.min(bounds.getEast(), 510)];
    const [south, north] = [Math.max(bounds.getSouth(), -85), Math.min(bounds.getNorth(), 85)];
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
      this.addLayer(
        L.polyline(
          [
            [south, lon],
            [north, lon],
          ],
          style,
        ),
      );
      this._write([north, lon], degrees(wrapLongitude(lon), words.east, words.west), "top");
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      this.addLayer(
        L.polyline(
          [
            [lat, west],
            [lat, east],
          ],
          style,
        ),
      );
      this._write([lat, east], degrees(lat, words.north, words.south), "right");
    }
  }

  /**
   * @param {[number, number]} position
   * @param {string} name
   * @param {string} edge
   */
  _write(position, name, edge) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ html: text, className: `sb-degrees sb-degrees-${edge}`, iconSize: [0, 0] });
    this.addLayer(L.marker(position, { icon, pane: this._panes.names, interactive: false, keyboard: false }));
  }
}

/** @param {number} value */
function wrapLongitude(value) {
  return ((((value + 180) % 360) + 360) % 360) - 180;
}

/**
 * @param {number} value
 * @param {string} positive
 * @param {string} negative
 */
function degrees(value, positive, negative) {
  const size = Math.abs(Number(value.toFixed(2)));
  return `${size.toLocaleString(words.language)}°${size === 0 || size === 180 ? "" : value > 0 ? positive : negative}`;
}

/** The buttons that zoom, with titles in the language of the page. */
export class Zoom extends L.Control.Zoom {
  /** @param {L.Control.ZoomOptions} options */
  constructor(options) {
    super({ ...options, zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut });
  }
}

/** Scale bar in kilometres and nautical miles, true at the middle of the map. */
export class NauticalScale extends L.Control.Scale {
  /** @type {HTMLElement | null} */
  _nmScale = null;

  constructor() {
    super({ position: "bottomright", maxWidth: 160, imperial: false });
  }

  /**
   * @param {L.Control.ScaleOptions} _options
   * @param {string} className
   * @param {HTMLElement} container
   */
  _addScales(_options, className, container) {
    this._mScale = L.DomUtil.create("div", className, container);
    this._nmScale = L.DomUtil.create("div", className, container);
  }

  /** @param {number} maxMeters */
  _updateScales(maxMeters) {
    const km = words.kilometres.replace("{km}", String(this._getRoundNum(maxMeters / 1000)));
    this._updateScale(this._mScale, km, this._share(maxMeters, 1000));
    if (!this._nmScale) return;
    const nm = words.nauticalMiles.replace("{nm}", String(this._getRoundNum(maxMeters / 1852)));
    this._updateScale(this._nmScale, nm, this._share(maxMeters, 1852));
  }

  /**
   * @param {number} maxMeters
   * @param {number} unit
   */
  _share(maxMeters, unit) {
    return (this._getRoundNum(maxMeters / unit) * unit) / maxMeters;
  }
}
