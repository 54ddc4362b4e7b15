import assert from "node:assert/strict";
import { test } from "node:test";
import { Dates } from "../map/dates.js";
import "./page.js";

function drawDated(...dates) {
  const root = document.createElement("div");
  const elements = dates.map((since) => {
    const element = document.createElement("span");
    element.dataset.since = since;
    root.append(element);
    return element;
  });
  return { root, listHidden: () => elements.map((element) => element.classList.contains("sb-later")) };
}

test("without a chosen date everything has begun", () => {
  assert.equal(new Dates().hasBegun({ since: "2099-12-31" }), true);
});

test("a date has come when it is not after the end of the chosen year, month or day", () => {
  const dates = new Dates();
  const { root } = drawDated();
  const hasBegun = (since, until) => {
    dates.choose(until, root);
    return dates.hasBegun({ since });
  };
  assert.equal(hasBegun("2010-09-07", "2010"), true);
  assert.equal(hasBegun("2010-09-07", "2009"), false);
  assert.equal(hasBegun("2010-09-07", "2010-09"), true);
  assert.equal(hasBegun("2010-09-07", "2010-08"), false);
  assert.equal(hasBegun("2010-09-07", "2010-09-07"), true);
  assert.equal(hasBegun("2010-09-07", "2010-09-06"), false);
  assert.equal(hasBegun("2010", "2010-01-01"), true);
  assert.equal(hasBegun("2011", "2010-12-31"), false);
  assert.equal(hasBegun(undefined, "1900"), true);
});

test("choosing a date hides what came later and shows it again", () => {
  const dates = new Dates();
  const { root, listHidden } = drawDated("2008", "2010-09", "2012-09-11");
  assert.equal(dates.choose("2010", root), true);
  assert.deepEqual(listHidden(), [false, false, true]);
  assert.equal(dates.choose("2010", root), false);
  dates.choose("", root);
  assert.deepEqual(listHidden(), [false, false, false]);
});

test("an element that arrives later is hidden by the date chosen before, one without a date never", () => {
  const dates = new Dates();
  dates.choose("2010", drawDated().root);
  const [late, undated] = [document.createElement("i"), document.createElement("i")];
  dates.mark(late, { since: "2011" });
  dates.mark(undated, {});
  assert.equal(late.className, "sb-later");
  assert.equal(late.dataset.since, "2011");
  assert.equal(undated.className, "");
});
