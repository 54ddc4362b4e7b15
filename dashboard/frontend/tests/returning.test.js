// The whole page runs when the connection is there again.
import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { watchReturn } from "../bar/returning.js";

test("a connection that comes back is told once, to the bar that was drawn last", async () => {
  const told = [];
  const page = document.createElement("div");
  document.body.replaceChildren(page);
  const turn = async (state) => {
    page.setAttribute("data-test-connection-state", state);
    await new Promise((resolve) => setTimeout(resolve));
  };
  watchReturn({ setTriggerValue: () => told.push("former bar") });
  watchReturn({ setTriggerValue: (name) => told.push(name) });
  await turn("CONNECTED");
  assert.deepEqual(told, []);
  for (const state of ["PINGING_SERVER", "CONNECTING"]) await turn(state);
  assert.deepEqual(told, []);
  await turn("CONNECTED");
  assert.deepEqual(told, ["returned"]);
});
