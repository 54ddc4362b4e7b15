import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { Presenting } from "../map/presenting.js";
import { window } from "./page.js";

const { Following } = await import("../map/following.js");
const { RoomPage } = await import("../map/roompage.js");

const WORDS = "open openHint opening code link picture copy followers hide end failed full private over cut";
const MODES = "joining on around back ended unknown often earlier later comeBack";
const texts = Object.fromEntries(`${WORDS} ${MODES}`.split(" ").map((word) => [word, word]));
Object.assign(texts, { back: "back {step} of {count}", followers: "{count} follow" });
const HELD = {
  id: "i".repeat(16),
  code: "3QGFGG",
  key: "secret",
  link: "https://example.org/?room=i",
  picture: "data:,",
};

/** A stream that tells what a test tells it. */
class Stream extends window.EventTarget {
  static CLOSED = 2;
  readyState = 1;
  constructor(url) {
    super();
    this.url = url;
    streams.push(this);
  }
  tell(name, data) {
    this.dispatchEvent(new window.MessageEvent(name, { data: JSON.stringify(data) }));
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
}
let streams = [];
let asked = [];
let answers = [];
let went = [];
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

let before = {};
async function follow(...found) {
  answers = found.length ? found : [[200, { id: "room" }]];
  const shown = [];
  const told = [];
  const freed = [];
  const view = { map: null, show: ({ scene }) => shown.push(scene), tell: (query) => told.push(query) };
  const following = new Following(texts, "/rooms", "3QGFGG", { ...view, free: () => freed.push(true) });
  await following.join();
  return { following, shown, told, freed, stream: streams[0] };
}
const STANDING = {
  steps: [
    { version: 1, step: 1, query: "scene=a" },
    { version: 2, step: 2, query: "scene=b" },
  ],
  followers: 0,
};

describe("rooms", () => {
  beforeEach(() => {
    [streams, asked, answers] = [[], [], []];
    mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    before = { fetch: globalThis.fetch };
    globalThis.EventSource = Stream;
    globalThis.location = new URL("https://example.org/briefing?room=3QGFGG");
    location.assign = (way) => went.push(String(way));
    went = [];
    globalThis.fetch = async (url, options = {}) => {
      asked.push([options.method ?? "GET", url, options.body ? JSON.parse(options.body) : null, options.headers ?? {}]);
      const [status, body] = answers.shift() ?? [200, {}];
      if (!status) throw new TypeError("away");
      return Response.json(body, { status });
    };
  });
  afterEach(() => {
    mock.timers.reset();
    globalThis.fetch = before.fetch;
    for (const name of ["EventSource", "location"]) delete globalThis[name];
    window.sessionStorage.clear();
  });

  test("who joins shows what is on, and then what comes", async () => {
    const { following, shown, told, stream } = await follow();
    assert.equal(stream.url, "/rooms/events/room");
    stream.tell("standing", STANDING);
    stream.tell("shown", { version: 3, step: 3, query: "scene=c" });
    assert.deepEqual(shown, ["b", "c"]);
    mock.timers.tick(1);
    assert.deepEqual(told, ["scene=c"]); // once, for what is on
    assert.equal(following.told.textContent, "on");
    following.close();
  });

  test("who looks around is shown nothing until he comes back", async () => {
    const { following, shown, stream } = await follow();
    stream.tell("standing", STANDING);
    following.lookAround();
    stream.tell("shown", { version: 3, step: 3, query: "scene=c" });
    assert.deepEqual(shown, ["b"]);
    assert.equal(following.return.hidden, false);
    following.return.click();
    assert.deepEqual(shown, ["b", "c"]);
    assert.equal(following.return.hidden, true);
    following.close();
  });

  test("what was shown can be stepped through, to the presenter and no further", async () => {
    const { following, shown, stream } = await follow();
    stream.tell("standing", STANDING);
    following.earlier.click();
    assert.equal(following.told.textContent, "back 1 of 2");
    assert.equal(following.earlier.disabled, true);
    following.step(-1);
    stream.tell("shown", { version: 3, step: 3, query: "scene=c" });
    assert.deepEqual(shown, ["b", "a"]);
    following.later.click();
    following.later.click();
    assert.deepEqual(shown, ["b", "a", "b", "c"]);
    assert.equal(following.mode, "on");
    following.step(1);
    assert.equal(following.mode, "on");
    following.close();
  });

  test("who follows goes to the page that is shown, and steps back only through what his own page shows", async () => {
    const { following, shown, told, stream } = await follow();
    stream.tell("standing", STANDING);
    stream.tell("shown", { version: 3, step: 3, query: "page=sea-lanes&closed=malacca" });
    assert.deepEqual(went, ["https://example.org/sea-lanes?closed=malacca&room=3QGFGG"]);
    assert.deepEqual(shown, ["b"]);
    mock.timers.tick(60_000);
    assert.deepEqual(told, []);
    following.close();
    location.pathname = "/sea-lanes";
    const there = await follow();
    streams[1].tell("standing", {
      ...STANDING,
      steps: [{ version: 3, step: 3, query: "page=sea-lanes&closed=sunda" }],
    });
    assert.equal(went.length, 1);
    mock.timers.tick(1);
    assert.deepEqual(there.told, ["page=sea-lanes&closed=sunda"]);
    streams[1].tell("standing", {
      ...STANDING,
      steps: [...STANDING.steps, { version: 3, step: 3, query: "page=sea-lanes" }],
    });
    assert.equal(there.following.earlier.disabled, true);
    assert.equal(there.following.hasHeard({ scene: null, feature: null }), true);
    there.following.close();
  });

  test("a page beside the briefing is shown to the room, and one of two in frames is not", () => {
    window.sessionStorage.setItem("seabrief-room", JSON.stringify(HELD));
    const view = { root: document.createElement("div"), map: null, latest: { catalogue: "c.json" }, host: {} };
    const open = () => new RoomPage(view, texts, { url: "/rooms", follows: "" });
    const alone = open();
    assert.equal(alone.presenting.describe(), "page=briefing");
    alone.close();
    const frame = document.createElement("iframe");
    frame.setAttribute("data-sb-pair", "left");
    Object.defineProperty(window, "frameElement", { configurable: true, value: frame });
    assert.equal(open().presenting, null);
    delete window.frameElement;
  });

  test("Python is told again until it has heard", async () => {
    const { following, told, stream } = await follow();
    stream.tell("standing", STANDING);
    mock.timers.tick(1);
    assert.equal(following.hasHeard({ scene: "a", feature: null }), false);
    mock.timers.tick(4000);
    assert.deepEqual(told, ["scene=b", "scene=b"]);
    assert.equal(following.hasHeard({ scene: "b", feature: null }), true);
    mock.timers.tick(60_000);
    assert.equal(told.length, 2);
    following.close();
  });

  test("an ended room leaves the map to the viewer", async () => {
    const { following, freed, stream } = await follow();
    stream.tell("standing", STANDING);
    stream.tell("ended", {});
    assert.equal(following.mode, "ended");
    assert.equal(following.source, null);
    assert.equal(freed.length, 1);
  });

  test("a room that there is not, one that has ended, and too many tries are told apart", async () => {
    const refused = { refused: "" };
    for (const [status, mode] of [
      [404, "unknown"],
      [410, "ended"],
      [429, "often"],
    ]) {
      const { following } = await follow([status, refused]);
      assert.equal(following.mode, mode);
      assert.equal(streams.length, 0);
    }
  });

  test("where the server is away it is asked again, and the stream that was given up too", async () => {
    const { following, stream } = await follow([0], [200, { id: "room" }], [200, { id: "room" }]);
    assert.equal(stream, undefined);
    mock.timers.tick(2000);
    await settle();
    assert.equal(streams.length, 1);
    streams[0].tell("standing", STANDING);
    streams[0].close();
    streams[0].onerror();
    assert.equal(following.mode, "cut");
    mock.timers.tick(2000);
    await settle();
    assert.equal(streams.length, 2);
    streams[1].onopen();
    assert.equal(following.mode, "on");
    following.close();
  });

  function present() {
    let query = "scene=a";
    const presenting = new Presenting(texts, "/rooms", () => query);
    return {
      presenting,
      show: (next) => {
        query = next;
        presenting.changed({ soon: true });
      },
    };
  }

  test("a room is opened with what is on, and its key goes into a header alone", async () => {
    const { presenting, show } = present();
    answers = [
      [200, HELD],
      [200, { followers: 3 }],
    ];
    await presenting.toggle();
    assert.deepEqual(asked[0].slice(0, 3), [
      "POST",
      "/rooms",
      { page: "https://example.org/briefing", query: "scene=a" },
    ]);
    show("scene=b");
    await settle();
    const [method, url, body, headers] = asked[1];
    assert.deepEqual([method, url, body], ["POST", `/rooms/${HELD.id}`, { query: "scene=b" }]);
    assert.equal(headers["x-room-key"], HELD.key);
    assert.ok(!presenting.root.outerHTML.includes(HELD.key));
    assert.equal(presenting.button.textContent, "open · 3");
    presenting.close();
  });

  test("while something is under way only the last of what comes is sent", async () => {
    const { presenting, show } = present();
    answers = [[200, HELD]];
    await presenting.toggle();
    for (const query of ["scene=b", "scene=c", "scene=d"]) show(query);
    await settle();
    await settle();
    assert.deepEqual(
      asked.slice(1).map(([, , body]) => body.query),
      ["scene=b", "scene=d"],
    );
    presenting.close();
  });

  test("what could not be sent is sent again", async () => {
    const { presenting, show } = present();
    answers = [[200, HELD], [0], [503, {}], [200, { followers: 1 }]];
    await presenting.toggle();
    show("scene=b");
    await settle();
    assert.equal(presenting.said, "cut");
    for (let tries = 0; tries < 2; tries += 1) {
      mock.timers.tick(1000);
      await settle();
    }
    assert.equal(asked.length, 4);
    assert.equal(presenting.said, "");
    presenting.close();
  });

  test("a room that is gone is let go of, and the storage with it", async () => {
    const { presenting, show } = present();
    answers = [
      [200, HELD],
      [404, { refused: "unknown" }],
    ];
    await presenting.toggle();
    assert.ok(window.sessionStorage.getItem("seabrief-room"));
    show("scene=b");
    await settle();
    assert.equal(presenting.said, "over");
    assert.equal(window.sessionStorage.getItem("seabrief-room"), null);
    presenting.close();
  });

  test("where no room is to be had it is said why", async () => {
    for (const [answer, why] of [
      [[429, { refused: "often" }], "full"],
      [[503, { refused: "full" }], "full"],
      [[0], "failed"],
    ]) {
      const { presenting } = present();
      answers = [answer];
      await presenting.toggle();
      assert.equal(presenting.said, why);
      presenting.close();
    }
  });
});
