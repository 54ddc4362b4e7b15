// While the server is away the map says so, and the box that would cover it is closed.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { Connection } from "../map/connection.js";

const WORDS = "No connection";
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A page with a connection in a state, and what a map on it is told. */
function open(state) {
  document.body.innerHTML = `<div data-testid="stApp" data-test-connection-state="${state}"></div>`;
  const page = document.querySelector("[data-testid=stApp]");
  const told = [];
  const ending = new AbortController();
  const connection = new Connection(WORDS, {
    leave: () => told.push("leave"),
    comeBack: () => told.push("come back"),
    signal: ending.signal,
  });
  const turn = async (next) => {
    page.dataset.testConnectionState = next;
    await settle();
  };
  return { connection, told, ending, turn };
}

/** Show a box with a title, as Streamlit does; return the titles of those that are closed. */
async function showBox(title) {
  const closed = [];
  const box = document.createElement("div");
  box.dataset.testid = "stDialog";
  box.innerHTML = `<section role="dialog"><button></button><h2>${title}</h2></section>`;
  box.querySelector("button").addEventListener("click", () => closed.push(title) && box.remove());
  document.body.append(box);
  await settle();
  return closed;
}

test("a line stands on the map while the connection is gone", async () => {
  const { connection, told, turn } = open("CONNECTED");
  assert.equal(connection.line.hidden, true);
  assert.equal(connection.line.textContent, WORDS);
  await turn("PINGING_SERVER");
  await turn("CONNECTING");
  assert.equal(connection.line.hidden, false);
  await turn("CONNECTED");
  assert.equal(connection.line.hidden, true);
  assert.deepEqual(told, ["leave", "come back"]);
});

test("the box of the connection is closed while it is gone, and no other box", async () => {
  const { turn } = open("CONNECTED");
  assert.deepEqual(await showBox("Connection error"), []);
  await turn("PINGING_SERVER");
  assert.equal(document.querySelector("[data-testid=stDialog]"), null);
  assert.deepEqual(await showBox("Connection error"), ["Connection error"]);
  assert.deepEqual(await showBox("Settings"), []);
});

test("a page without a server has no line, and a map that was taken down is told nothing", async () => {
  const { told, ending, turn } = open("CONNECTED");
  ending.abort();
  await turn("PINGING_SERVER");
  assert.deepEqual(told, []);
  document.body.innerHTML = "";
  const alone = new Connection(WORDS, { leave() {}, comeBack() {}, signal: ending.signal });
  assert.equal(alone.line.hidden, true);
});
