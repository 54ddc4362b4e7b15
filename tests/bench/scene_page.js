// The floor of what a browser needs to brief: Leaflet and the same scenes, no server behind the page.
/* global L */
const BASE = {
  depth: { stroke: false, fillColor: "#7fa8c9", fillOpacity: 0.15 },
  land: { color: "#b5ab98", weight: 0.7, fillColor: "#e9e4d8", fillOpacity: 1 },
};
const LAYER = { color: "#0f6e78", weight: 2, fillOpacity: 0.2 };
const MARK = { ...LAYER, radius: 6, fill: true };

const map = L.map("chart", { attributionControl: false, keyboard: false });
window.map = map; // the probe looks for it there
const layers = new Map();

function findLayer(name) {
  if (!layers.has(name)) layers.set(name, readLayer(name, { style: LAYER }));
  return layers.get(name);
}

function readLayer(name, options) {
  const layer = L.geoJSON(null, { ...options, pointToLayer: (_feature, place) => L.circleMarker(place, MARK) });
  fetch(`static/layers/${name}.json`)
    .then((answer) => answer.json())
    .then((data) => layer.addData(data));
  return layer;
}

function showBase() {
  Object.entries(BASE).forEach(([name, style], number) => {
    map.createPane(name).style.zIndex = 300 + number; // under the layers, whichever file comes first
    readLayer(name, { style, pane: name }).addTo(map);
  });
}

function showScene(scene) {
  document.querySelector("h1").textContent = scene.title;
  document.querySelector("p").textContent = scene.words;
  map.fitBounds(scene.fly, { animate: false });
  for (const [name, layer] of layers) if (!scene.layers.includes(name)) layer.remove();
  for (const name of scene.layers) findLayer(name).addTo(map);
}

async function start() {
  const scenes = await (await fetch("scenes.json")).json();
  const names = Object.keys(scenes);
  let here = Math.max(names.indexOf(new URLSearchParams(location.search).get("scene")), 0);
  const go = (step) => {
    here = Math.min(Math.max(here + step, 0), names.length - 1);
    history.replaceState(null, "", `?scene=${names[here]}`);
    showScene(scenes[names[here]]);
  };
  window.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") go(1);
    if (event.key === "ArrowLeft") go(-1);
  });
  showScene(scenes[names[here]]);
  showBase();
}

start();
