// The floor of what a browser needs: Leaflet and the same layers, no server behind the page.
/* global L */
const STYLES = {
  coast: { color: "#8a8a7a", weight: 0.7, fillColor: "#e9e4d4", fillOpacity: 1 },
  ring: { color: "#c0392b", weight: 1.5, fill: false },
  route: { color: "#1f4e79", weight: 3 },
  point: { color: "#e67e22", radius: 6, weight: 1, fill: true, fillOpacity: 0.9 },
};

const map = L.map("chart", { attributionControl: false }).setView([18, 98], 4);
window.map = map; // the probe looks for it there

async function addLayer(name) {
  const style = STYLES[name.split("-")[0]];
  const layer = L.geoJSON(null, {
    interactive: name !== "coast",
    style,
    pointToLayer: (_feature, place) => L.circleMarker(place, style),
  }).addTo(map);
  layer.on("click", (event) => {
    document.getElementById("passage").textContent = `Passage ${event.layer.feature.properties.passage}`;
  });
  layer.addData(await (await fetch(`static/layers/${name}.json`)).json());
  return layer;
}

async function addSwitch(name) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
  const label = document.createElement("label");
  label.append(box, name);
  document.getElementById("layers").append(label);
  const layer = await addLayer(name);
  box.addEventListener("change", () => (box.checked ? layer.addTo(map) : layer.remove()));
}

showLayers();
async function showLayers() {
  await addLayer("coast");
  const names = await (await fetch("static/layers.json")).json();
  await Promise.all(names.map(addSwitch));
}
