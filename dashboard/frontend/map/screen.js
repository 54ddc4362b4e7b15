// What is on screen, for pictures of it: layers, camera and the size of the map, told once they have come to rest.

const CHANGES = "moveend resize layeradd layerremove";

/**
 * @import { Host } from "./host.js"
 * @import { Screen, View } from "./messages.js"
 *
 * @typedef {object} ScreenView
 * @property {L.Map | null} map Null once the page lets go of it.
 * @property {boolean} outdated Whether it is about to be drawn anew.
 * @property {() => View} state
 * @property {Pick<Host, "setStateValue">} host
 */

/**
 * Tell Python what a view shows, at first and whenever it has changed and rested for a while.
 * @param {ScreenView & { map: L.Map }} drawn
 * @param {number} restMs
 */
export function watchScreen(drawn, restMs) {
  /** @type {ScreenView} */
  const view = drawn;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let told = "";
  const send = () => {
    if (!view.map || view.outdated) return;
    const { x, y } = view.map.getSize();
    /** @type {Screen} */
    const screen = { ...view.state(), size: [x, y] };
    if (told === JSON.stringify(screen)) return;
    told = JSON.stringify(screen);
    view.host.setStateValue("screen", screen);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, restMs);
  };
  drawn.map.on(CHANGES, wait);
  wait();
}
