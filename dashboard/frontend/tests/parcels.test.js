import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { L } = globalThis;
const { addLayers, identify, readCatalogue, takeParcel } = await import("../map/parcels.js");
const { PackLayer } = await import("../map/packlayer.js");

const CONTENT = {
  catalogue: { layers: { mole: { title: "Mole" } }, detours: { cape: { title: "Cape" } } },
  layers: [],
};

test("a pack is told apart by its key, a served one by the address of its catalogue", () => {
  assert.equal(identify({ key: "k1" }), "k1");
  assert.equal(identify("app/static/catalogue.json"), "app/static/catalogue.json");
});

test("a parcel without content is asked for until its content has come", () => {
  assert.deepEqual(takeParcel({ key: "harbour" }), ["harbour"]);
  assert.deepEqual(takeParcel({ key: "harbour", content: CONTENT }), []);
  assert.deepEqual(takeParcel({ key: "harbour" }), []);
});

test("nothing is asked for of a served pack", () => {
  assert.deepEqual(takeParcel("app/static/catalogue.json"), []);
});

test("the four parcels used last are held", () => {
  for (const key of ["a", "b", "c", "d"]) takeParcel({ key, content: CONTENT });
  takeParcel({ key: "a" });
  takeParcel({ key: "e", content: CONTENT });
  const missing = ["a", "c", "d", "e", "b"].flatMap((key) => takeParcel({ key }));
  assert.deepEqual(missing, ["b"]);
});

test("detours count as layers, in a parcel and in a fetched catalogue", async () => {
  takeParcel({ key: "harbour", content: CONTENT });
  const served = `data:application/json,${encodeURIComponent(JSON.stringify(CONTENT.catalogue))}`;
  for (const catalogue of [{ key: "harbour" }, served]) {
    const { layers } = await readCatalogue(catalogue);
    assert.deepEqual(Object.keys(layers), ["mole", "cape"]);
  }
});

test("the layers of a parcel are added to those of the map, and hold its features", async () => {
  const features = JSON.stringify({ type: "FeatureCollection", features: [] });
  const layers = [{ id: "mole", features, drawing: { key: "brief" }, panes: {} }];
  takeParcel({ key: "harbour", content: { ...CONTENT, layers } });
  const view = { packLayers: { base: L.layerGroup() } };
  addLayers({ key: "harbour" }, view);
  assert.deepEqual(Object.keys(view.packLayers), ["base", "mole"]);
  assert.ok(view.packLayers.mole instanceof PackLayer);
  assert.deepEqual(await view.packLayers.mole._load(), { type: "FeatureCollection", features: [] });
});
