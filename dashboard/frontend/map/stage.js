// The stage: the canvas of the map with the stamp and the button that folds the list of layers.
import { make } from "./elements.js";
import { SourceLine } from "./sources.js";
import { Tools } from "./tools.js";

/** @import { Acted, MapTexts } from "./messages.js" */

/**
 * Draw the stage and the source line that goes below it; `fold` folds the list of layers, `act` does what a tool asks for.
 * @param {MapTexts} texts
 * @param {() => void} fold
 * @param {(name: Acted["act"]) => void} act
 */
export function drawStage(texts, fold, act) {
  const canvas = make("div", "sb-map");
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", texts.map);
  const stamp = make("div", "sb-stamp");
  const foldButton = Object.assign(make("button", "sb-fold"), { type: "button" });
  foldButton.addEventListener("click", fold);
  const tools = new Tools(texts, act);
  const bar = make("div", "sb-stage-bar", "", foldButton, tools.root);
  const stage = make("div", "sb-stage", "", bar, canvas, stamp);
  return { stage, canvas, stamp, foldButton, tools, sources: new SourceLine(texts) };
}
