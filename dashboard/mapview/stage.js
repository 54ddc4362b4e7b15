// The stage: the canvas of the map with the notional stamp and the button that folds the list of layers.
import { make } from "./panel.js";

/** Draw the stage and the source line below it; `fold` is called when the list of layers is to fold. */
export function drawStage(texts, fold) {
  const canvas = make("div", "sb-map");
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", texts.map);
  const stamp = make("div", "sb-stamp", texts.stamp);
  const foldButton = Object.assign(make("button", "sb-fold"), { type: "button" });
  foldButton.addEventListener("click", fold);
  const stage = make("div", "sb-stage", "", canvas, stamp, foldButton);
  return { stage, canvas, stamp, foldButton, footer: make("p", "sb-sources") };
}
