import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { askInTerminal } from "../../src/commands/call.ts";

/** Both ends of a terminal. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  return { input, output };
}

const never = new AbortController().signal;

it.each([
  ["yes\r", "accept"],
  [" YES \r", "accept"],
  ["y\r", "decline"],
  ["\r", "decline"],
  ["yes please\r", "decline"],
  ["\u0003", "cancel"],
  ["ye\u0003", "cancel"],
  ["\u0004", "cancel"],
])("%j at the question means %s", async (keys, action) => {
  const ends = terminal();
  const answer = askInTerminal("Delete campaign 7?", never, ends);
  ends.input.write(keys);
  expect(await answer).toBe(action);
});

it("gives up the question when the program is told to stop", async () => {
  const stop = new AbortController();
  const answer = askInTerminal("Delete campaign 7?", stop.signal, terminal());
  stop.abort();
  expect(await answer).toBe("cancel");
});
