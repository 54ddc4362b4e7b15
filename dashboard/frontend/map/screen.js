// What is on screen, for pictures of it: layers, camera and the size of the map, told once they have come to rest.

const CHANGES = "moveend resize layeradd layerremove";

/** Tell Python what a view shows, at first and whenever it has changed and rested for a while. */
export function watchScreen(view, restMs) {
  let timer = null;
  let told = "";
  const send = () => {
    if (!view.map || view.outdated) return; // the page lets go of it, or is about to draw it anew
    const { x, y } = view.map.getSize();
    const screen = { ...view.state(), size: [x, y] };
    if (told === JSON.stringify(screen)) return;
    told = JSON.stringify(screen);
    view.host.setStateValue("screen", screen);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(send, restMs);
  };
  view.map.on(CHANGES, wait);
  wait();
}
