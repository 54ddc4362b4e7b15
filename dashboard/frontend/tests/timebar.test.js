// Events along the bar: where it stands, what it asks of the map, and how it goes on by itself.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { window } from "./page.js";
import { Dates } from "../map/dates.js";
import { TimeBar } from "../map/timebar.js";

const { document } = window;
const TIME = {
  line: "Events",
  all: "Events: {count}",
  seconds: "{seconds} s",
  play: "Play",
  pause: "Pause",
  later: "after",
};

/** A bar over these layers with events at dates, of which some layers are on; `map` is what it has asked for. */
function draw(dates, on = Object.keys(dates)) {
  const events = Object.entries(dates).flatMap(([layer, days]) =>
    days.map((date) => ({ layer, id: date, date, told: date, name: `On ${date}`, kind: layer })),
  );
  events.sort((a, b) => (a.date < b.date ? -1 : 1));
  const map = { on: new Set(on), moments: [], opened: [], reports: 0 };
  const view = {
    catalogue: { events, texts: { time: TIME } },
    names: { call: ({ name }) => name },
    dates: new Dates(),
    packLayers: Object.fromEntries(Object.keys(dates).map((layer) => [layer, {}])),
    visible: () => [...map.on],
    switchOn: (ids) => {
      for (const id of ids) map.on.add(id);
      bar.update();
    },
    showMoment: (day, event) => {
      view.dates.choose(day, document);
      map.moments.push([day, event.id]);
    },
    reportClick: (key) => map.opened.push(key),
    report: () => (map.reports += 1),
  };
  const bar = new TimeBar(view);
  document.body.replaceChildren(bar.root);
  bar.update();
  return { bar, map, view };
}

/** Press a key on a part of the bar; false where the bar has used it. */
function press(part, key) {
  return part.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test.afterEach(() => mock.timers.reset());

test("at first everything is shown, and the bar is hidden where nothing has a date", () => {
  const { bar } = draw({ brief: ["1993", "2013-04-15"] });
  assert.equal(bar.name.textContent, "Events: 2");
  assert.equal(bar.name.disabled, true);
  assert.equal(bar.line.value, "1");
  assert.equal(bar.root.hidden, false);
  assert.equal(draw({ brief: [] }).bar.root.hidden, true);
});

test("an event hides what came later, the last one nothing; a year and a month begin with their first day", () => {
  const { bar, map } = draw({ brief: ["1993", "2013-05"], later: ["2014-03-18"] });
  for (const index of [0, 1, 2, 3, -1]) bar.go(index);
  const shown = ["1993-01-01 1993", "2013-05-01 2013-05", " 2014-03-18", " 2014-03-18", "1993-01-01 1993"];
  assert.deepEqual(
    map.moments.map((moment) => moment.join(" ")),
    shown,
  );
});

test("it names the event, marks what came after the brief, and opens what it names", () => {
  const { bar, map } = draw({ brief: ["2013-04-15"], later: ["2014-03-18"] });
  bar.go(1);
  assert.equal(bar.line.getAttribute("aria-valuetext"), "2014-03-18 · after · On 2014-03-18");
  assert.equal(bar.words.getAttribute("aria-live"), "polite");
  assert.equal(bar.key, "later.2014-03-18");
  bar.name.click();
  assert.deepEqual(map.opened, ["later.2014-03-18"]);
});

test("where the page chooses a date, it stands at the last event before", () => {
  const { bar, view } = draw({ brief: ["2012", "2013-04-15", "2013-09-09"] });
  bar.go(0);
  view.dates.choose("2013-06", document);
  bar.release();
  assert.equal(bar.index, 1);
  assert.equal(bar.key, null);
  assert.equal(bar.name.textContent, "On 2013-04-15");
});

test("events of layers that are off are left out; where all are off they are switched on by the first step", () => {
  const { bar, map } = draw({ brief: ["2012", "2013"], later: ["2014"] }, ["later"]);
  assert.deepEqual(
    bar.events.map(({ id }) => id),
    ["2014"],
  );
  bar.update({ hides: true });
  assert.equal(bar.root.hidden, false);
  map.on.clear();
  bar.update({ hides: true });
  assert.equal(bar.root.hidden, true);
  bar.toggle();
  bar.stop();
  assert.deepEqual([...map.on], ["brief", "later"]);
  assert.deepEqual(map.moments, [["2012-01-01", "2012"]]);
});

test("it plays from the first event to the last, and reports once when it stops", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { bar, map } = draw({ brief: ["2011", "2012", "2013"] });
  bar.play.click();
  assert.equal(bar.play.getAttribute("aria-label"), "Pause");
  bar.pace.value = "1";
  bar.pace.dispatchEvent(new window.Event("change"));
  mock.timers.tick(5000);
  assert.deepEqual(
    map.moments.map(([, id]) => id),
    ["2011", "2012", "2013"],
  );
  assert.equal(bar.playing, false);
  assert.equal(map.reports, 1);
});

test("Space plays and arrows step, but a button keeps its Space and the line its arrows", () => {
  const { bar } = draw({ brief: ["2011", "2012", "2013"] });
  assert.equal(press(bar.line, "ArrowLeft"), true);
  assert.equal(press(bar.play, " "), true);
  assert.equal(press(bar.play, "ArrowLeft"), false);
  assert.equal(bar.index, 1);
  assert.equal(press(bar.line, " "), false);
  assert.equal(bar.playing, true);
  bar.stop();
});

test("years that are too close to each other, or to the end, have no label", () => {
  const days = Array.from({ length: 20 }, (_, month) => `2013-${String(month + 1).padStart(2, "0")}`);
  const { bar } = draw({ brief: ["1993", "2010", ...days], later: ["2025"] });
  const years = [...bar.ticks.querySelectorAll(":scope > span")].map(({ textContent }) => textContent);
  assert.deepEqual(years, ["1993", "2013"]);
});
