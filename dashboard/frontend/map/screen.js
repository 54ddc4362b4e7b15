// What is on screen, for pictures of it: layers, camera and the size of the map, told once they have come to rest. Each
// telling is a run of the page, so what the viewer has changed is told once, with the size of the map.

const CHANGES = "moveend resize layeradd layerremove until";

/**
 * @import { Host } from "./host.js"
 * @import { Screen, View } from "./messages.js"
 *
 * @typedef {ReturnType<typeof setTimeout>} Timer
 *
 * @typedef {object} ScreenView
 * @property {L.Map | null} map Null once the page lets go of it.
 * @property {boolean} outdated Whether it is about to be drawn anew.
 * @property {Timer | undefined} timer Whether what the viewer has changed is about to be told.
 * @property {{ playing: boolean }} [timeBar] What goes from event to event; the screen is told when it stops.
 * @property {() => View} state
 * @property {Pick<Host, "setStateValue">} host
 */

/**
 * Tell Python what a view shows, at first and whenever it has changed and rested for a while.
 * @param {ScreenView & { map: L.Map }} drawn
 * @param {number} restMs
 * @returns {() => Screen} What is on screen, for whoever tells it instead.
 */
export function watchScreen(drawn, restMs) {
  /** @type {ScreenView} */
  const view = drawn;
  /** @type {Timer | undefined} */
  let timer;
  let told = "";
  const describe = () => {
    const { x, y } = drawn.map.getSize();
    return JSON.stringify({ ...view.state(), size: [x, y] });
  };
  const tell = () => {
    told = describe();
    return { .../** @type {Omit<Screen, "moment">} */ (JSON.parse(told)), moment: performance.now() };
  };
  const send = () => {
    if (!view.map || view.outdated || view.timer || view.timeBar?.playing) return;
    if (told !== describe()) view.host.setStateValue("screen", tell());
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, restMs);
  };
  drawn.map.on(CHANGES, wait);
  wait();
  return tell;
}
