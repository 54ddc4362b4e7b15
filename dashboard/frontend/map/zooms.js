// Markers that are on the map only between two zooms.

/**
 * @typedef {{ hasLayer(marker: L.Layer): boolean, addLayer(marker: L.Layer): unknown, removeLayer(marker: L.Layer): unknown }} Group
 * @typedef {{ min_zoom?: number, max_zoom?: number, since?: string }} Range
 */

export class ZoomRanges {
  /** @type {{ marker: L.Layer, min: number, max: number, layer: Group, since?: string }[]} */
  _ranges = [];

  /**
   * Keep a marker of a layer on the map from `min_zoom` to `max_zoom`.
   * @param {L.Layer} marker
   * @param {Range} range
   * @param {Group} layer
   */
  add(marker, { min_zoom = 0, max_zoom = 99, since }, layer) {
    this._ranges.push({ marker, min: min_zoom, max: max_zoom, layer, since });
  }

  /**
   * Let go of the markers of a layer.
   * @param {Group} layer
   */
  drop(layer) {
    this._ranges = this._ranges.filter((range) => range.layer !== layer);
  }

  /**
   * Show the markers for a zoom that have begun by the chosen date.
   * @param {number} zoom
   * @param {import("./dates.js").Dates} dates
   */
  apply(zoom, dates) {
    for (const { marker, min, max, layer, since } of this._ranges) {
      const inside = zoom >= min && zoom <= max && dates.hasBegun({ since });
      if (inside && !layer.hasLayer(marker)) layer.addLayer(marker);
      if (!inside && layer.hasLayer(marker)) layer.removeLayer(marker);
    }
  }
}
