import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";

const { CommonMembers } = await import("../map/common.js");

const LAYERS = {
  one: { mark: "members" },
  two: { mark: "members" },
  three: { mark: "members" },
  acts: { mark: "actor" },
};

function draw(...features) {
  const root = document.createElement("div");
  const map = Object.assign(document.createElement("div"), { className: "sb-map" });
  root.append(map);
  const elements = features.map((feature) => {
    const element = document.createElement("span");
    element.dataset.feature = feature;
    map.append(element);
    return element;
  });
  const common = new CommonMembers({ layers: LAYERS, mostBodies: 2, texts: { common: "In several" } });
  return { root, common, elements, listBodies: () => elements.map(({ dataset }) => dataset.bodies) };
}

test("members of several shown bodies are told by their number, others are not", () => {
  const { root, common, listBodies } = draw("one.a", "one.a", "two.a", "one.b", "acts.b");
  common.colour(root);
  assert.deepEqual(listBodies(), ["2", "2", "2", undefined, undefined]);
  assert.equal(common.onAdd().textContent, "In several2");
});

test("what goes, or is still to come, does not count, and the scale goes with it", () => {
  const { root, common, elements, listBodies } = draw("one.a", "two.a");
  common.colour(root);
  elements[1].classList.add("sb-leaving");
  common.colour(root);
  assert.equal(listBodies()[0], undefined);
  assert.equal(common.onAdd().hidden, true);
});

test("the last step of the scale stands for all higher numbers", () => {
  const { root, common, listBodies } = draw("one.a", "two.a", "three.a");
  common.colour(root);
  assert.deepEqual(listBodies(), ["2", "2", "2"]);
  assert.equal(common.onAdd().textContent, "In several2+");
});
