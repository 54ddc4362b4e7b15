import assert from "node:assert/strict";
import { test } from "node:test";
import { make } from "../map/elements.js";
import { drawFilter } from "../map/filter.js";
import { window } from "./page.js";

const CATALOGUE = {
  texts: { search: "Search", anyStatus: "Any status", onMap: "On the map", status: "Status", noLayers: "No layer" },
  layers: { mole: { badge: "In the brief" }, lane: { badge: "Context" }, band: { badge: "Context" } },
};

function drawList() {
  const rows = ["Outer mole", "Sea lane", "Range band"].map((title, index) => {
    const badge = Object.values(CATALOGUE.layers)[index].badge;
    return make("div", "sb-row", "", make("span", "", title), make("span", "sb-badge", badge));
  });
  const [mole, lane, band] = rows;
  lane.classList.add("sb-on");
  const groups = [make("fieldset", "sb-group", "", mole), make("fieldset", "sb-group", "", lane, band)];
  const root = make("nav", "", "", ...groups);
  const filter = drawFilter(root, CATALOGUE);
  const change = (name, type, value) => {
    const field = filter.querySelector(name);
    field.value = value;
    field.dispatchEvent(new window.Event(type));
  };
  return {
    search: (words) => change("input", "input", words),
    choose: (status) => change("select", "change", status),
    listShown: () => rows.filter((row) => !row.hidden).map((row) => row.firstChild.textContent),
    listGroups: () => groups.map((group) => !group.hidden),
    saysNone: () => !filter.querySelector("[role=status]").hidden,
    listStatuses: () => [...filter.querySelectorAll("option")].map((option) => option.textContent),
  };
}

test("the statuses are those of the layers, each one once", () => {
  assert.deepEqual(drawList().listStatuses(), ["Any status", "On the map", "In the brief", "Context"]);
});

test("a row is shown when it has all words, in any order and case", () => {
  const list = drawList();
  list.search("LANE sea");
  assert.deepEqual(list.listShown(), ["Sea lane"]);
  assert.deepEqual(list.listGroups(), [false, true]);
  list.search("");
  assert.deepEqual(list.listShown(), ["Outer mole", "Sea lane", "Range band"]);
});

test("a status leaves the layers with it, or those on the map", () => {
  const list = drawList();
  list.choose("Context");
  assert.deepEqual(list.listShown(), ["Sea lane", "Range band"]);
  list.choose("on");
  assert.deepEqual(list.listShown(), ["Sea lane"]);
});

test("where no layer fits that is said", () => {
  const list = drawList();
  assert.equal(list.saysNone(), false);
  list.search("volcano");
  assert.equal(list.saysNone(), true);
  assert.deepEqual(list.listGroups(), [false, false]);
});
