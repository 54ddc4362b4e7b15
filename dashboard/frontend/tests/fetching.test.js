import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { fetchJson, keepJson } from "../map/fetching.js";
import "./page.js";

let asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  const isMissing = request.url.startsWith("/missing") && asked.filter((url) => url === request.url).length === 1;
  response.writeHead(isMissing ? 404 : 200, { connection: "close" }).end(JSON.stringify({ url: request.url }));
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
