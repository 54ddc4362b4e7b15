// What the map uses of Leaflet beyond its published types. The module itself comes from Leaflet's package.
import "leaflet";

declare module "leaflet" {
  interface PolylineOptions {
    /** Pixels by which an `AsideLine` is moved to the right of its course. */
    aside?: number;
  }

  interface Polyline {
    _projectLatlngs(places: LatLng[] | LatLng[][], result: Point[][], bounds: Bounds): void;
  }

  namespace Control {
    interface Scale {
      _mScale: HTMLElement;
      _addScales(options: ScaleOptions, className: string, container: HTMLElement): void;
      _updateScales(maxMeters: number): void;
      _updateScale(scale: HTMLElement, text: string, ratio: number): void;
      _getRoundNum(number: number): number;
    }
  }
}
