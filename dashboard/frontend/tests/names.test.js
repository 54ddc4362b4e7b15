import assert from "node:assert/strict";
import { test } from "node:test";
import { Nameplates } from "../map/names.js";
import "./page.js";

const ISLAND = { name: "Uotsuri / Diaoyu Dao", name_ja: "魚釣島", "name_zh-hans": "钓鱼岛", name_local: "魚釣島" };

test("a thing has its neutral name until a policy is chosen, and where the policy has none of its own", () => {
  const names = new Nameplates();
  assert.equal(names.call(ISLAND), "Uotsuri / Diaoyu Dao");
  names.choose("zh-hant");
  assert.equal(names.call(ISLAND), "Uotsuri / Diaoyu Dao");
  names.choose("zh-hans");
  assert.equal(names.call(ISLAND), "钓鱼岛");
});

test("an element is written anew when the policy changes, in the language of the name", () => {
  const names = new Nameplates();
  const element = document.createElement("span");
  names.show(ISLAND, element);
  assert.deepEqual([element.textContent, element.lang], ["Uotsuri / Diaoyu Dao", "en"]);
  assert.equal(names.choose("ja"), true);
  assert.deepEqual([element.textContent, element.lang], ["魚釣島", "ja"]);
  names.choose("zh-hans");
  assert.deepEqual([element.textContent, element.lang], ["钓鱼岛", "zh-Hans"]);
  assert.equal(names.choose("zh-hans"), false);
});

test("a policy that is no language takes the language that has the same name", () => {
  const names = new Nameplates();
  const element = document.createElement("span");
  names.show(ISLAND, element);
  names.choose("local");
  assert.deepEqual([element.textContent, element.lang], ["魚釣島", "ja"]);
});

test("readers of a language have neutral and local names in it", () => {
  const names = new Nameplates();
  const element = document.createElement("span");
  const strait = { name: "Strait of Malacca", "name_dual-de": "Straße von Malakka", name_ja: "マラッカ海峡" };
  names.show(strait, element);
  names.choose("dual-de");
  assert.deepEqual([element.textContent, element.lang], ["Straße von Malakka", "de"]);
  names.choose("local-de");
  assert.deepEqual([element.textContent, element.lang], ["Straße von Malakka", "de"]);
  assert.equal(names.call(ISLAND), "魚釣島");
  names.choose("en");
  assert.equal(element.textContent, "Strait of Malacca");
  names.choose("dual-ja");
  assert.equal(names.call(ISLAND), "Uotsuri / Diaoyu Dao");
});

test("a name is text, whatever stands in it", () => {
  const element = document.createElement("span");
  new Nameplates().show({ name: "<b>Outer</b> mole" }, element);
  assert.equal(element.textContent, "<b>Outer</b> mole");
  assert.equal(element.children.length, 0);
});

test("the names of a layer that is gone are not written again", () => {
  const names = new Nameplates();
  const written = [];
  names.put(ISLAND, (name) => written.push(`kept ${name}`), "islands");
  names.put(ISLAND, (name) => written.push(`gone ${name}`), "zone");
  names.drop("zone");
  written.length = 0;
  names.choose("ja");
  assert.deepEqual(written, ["kept 魚釣島"]);
});
