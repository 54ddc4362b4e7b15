// What the map program, which folium authors, makes its layers of.
import { Graticule, NauticalScale, Zoom } from "./graticule.js";
import { BaseLayer, LandLayer } from "./ground.js";
import { LabelLayer } from "./labels.js";
import { PackLayer } from "./packlayer.js";

export const MAKERS = { BaseLayer, Graticule, LabelLayer, LandLayer, NauticalScale, PackLayer, Zoom };
