// The map program, which Python writes: dashboard/webmap/program.py.
import type { LabelLayer, LabelView } from "./labels.js";
import type { MAKERS } from "./layers.js";
import type { PackLayer, PackLayerView } from "./packlayer.js";

export interface Program {
  map: L.Map;
  labels: LabelLayer;
  /** The layers of the pack by their ids; a pack that is not served adds its own. */
  packLayers: Record<string, PackLayer>;
}

export function build(container: HTMLElement, layers: typeof MAKERS, view: LabelView & PackLayerView): Program;
