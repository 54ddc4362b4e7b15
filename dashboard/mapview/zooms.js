// Markers that are on the map only between two zooms.

export class ZoomRanges {
  constructor() {
    this._ranges = [];
  }

  /** Keep a marker of a layer on the map from `min_zoom` to `max_zoom`. */
  add(marker, { min_zoom = 0, max_zoom = 99 }, layer) {
    this._ranges.push({ marker, min: min_zoom, max: max_zoom, layer });
  }

  /** Let go of the markers of a layer. */
  drop(layer) {
    this._ranges = this._ranges.filter((range) => range.layer !== layer);
  }

  apply(zoom) {
    for (const { marker, min, max, layer } of this._ranges) {
      const inside = zoom >= min && zoom <= max;
      if (inside && !layer.hasLayer(marker)) layer.addLayer(marker);
      if (!inside && layer.hasLayer(marker)) layer.removeLayer(marker);
    }
  }
}
