import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { awaitJson, fetchJson, keepJson, retry, watchUnread } from "../map/fetching.js";
import "./page.js";

let asked = [];
/** How often the file at an address is still cut off in the middle. */
const damaged = new Map();
const server = createServer((request, response) => {
  asked.push(request.url);
  const isMissing = request.url.startsWith("/missing") && asked.filter((url) => url === request.url).length === 1;
  const left = damaged.get(request.url) ?? 0;
  damaged.set(request.url, left - 1);
  const whole = JSON.stringify({ url: request.url });
  const written = left > 0 ? whole.slice(0, whole.length / 2) : whole;
  response.writeHead(isMissing ? 404 : 200, { connection: "close" }).end(written);
});
const locate = (path) => `http://127.0.0.1:${server.address().port}${path}`;

before(() => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => server.close());
beforeEach(() => {
  asked = [];
});

test("a file is fetched once, however many maps ask for it", async () => {
  const [one, two] = await Promise.all([fetchJson(locate("/once")), fetchJson(locate("/once"))]);
  assert.deepEqual(
    [one, two, await fetchJson(locate("/once"))],
    [{ url: "/once" }, { url: "/once" }, { url: "/once" }],
  );
  assert.deepEqual(asked, ["/once"]);
});

test("a file that is missing fails with its address, and is asked for again", async () => {
  await assert.rejects(fetchJson(locate("/missing")), { message: `404 ${locate("/missing")}` });
  assert.deepEqual(await fetchJson(locate("/missing")), { url: "/missing" });
});

/** What is told to be unread, from now on until the test ends. */
function listen({ signal }) {
  const told = [];
  watchUnread((addresses) => told.push(addresses), signal);
  return told;
}

test("a file that is damaged once is fetched again at once", async (context) => {
  const told = listen(context);
  damaged.set("/once-cut", 1);
  assert.deepEqual(await awaitJson(locate("/once-cut")), { url: "/once-cut" });
  assert.deepEqual([asked, told], [["/once-cut", "/once-cut"], [[]]]);
});

test("what stays damaged is told and comes to all who wait for it when a further try reads it", async (context) => {
  const told = listen(context);
  damaged.set("/cut", 5);
  const waiting = [awaitJson(locate("/cut")), awaitJson(locate("/cut"))];
  while (told.at(-1).length === 0) await new Promise(setImmediate);
  const address = locate("/cut");
  while (damaged.get("/cut") > 0) await retry();
  assert.ok(told.slice(1).some((addresses) => addresses[0] === address));
  await retry();
  assert.deepEqual(await Promise.all(waiting), [{ url: "/cut" }, { url: "/cut" }]);
  assert.deepEqual(told.at(-1), []);
});

test("what the page itself holds is read once and never fetched", async () => {
  let reads = 0;
  keepJson("held.json", () => {
    reads += 1;
    return { depth: 200 };
  });
  assert.deepEqual(await fetchJson("held.json"), { depth: 200 });
  assert.deepEqual(await fetchJson("https://example.org/held.json"), { depth: 200 });
  assert.equal(reads, 1);
});
