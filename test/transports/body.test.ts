/** Reading what a client sends, and no more of it than the limit. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBody } from "../../src/transports/http/body.ts";
import type { Refusal } from "../../src/transports/http/refusal.ts";

const MOST = 100;
let server: Server;
let read: Promise<string | Refusal>;

beforeEach(async () => {
  let settle: (outcome: Promise<string | Refusal>) => void;
  read = new Promise((resolve) => {
    settle = resolve;
  });
  server = createServer((request, response) => {
    const outcome = readBody(request, MOST).catch((error: Refusal) => error);
    settle(outcome);
    void outcome.then(() => response.writeHead(200, { connection: "close" }).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends the head of a POST and then the pieces. Returns the socket. */
function post(head: string, ...pieces: (string | Buffer)[]) {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
  for (const piece of pieces) socket.write(piece);
  return socket;
}

const chunked = (piece: Buffer) =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n")]);

describe("a body", () => {
  it("is put together from its pieces, also where they cut a character", async () => {
    const whole = Buffer.from('\ufeff{"a":"é"}');
    post("transfer-encoding: chunked", chunked(whole.subarray(0, 10)), chunked(whole.subarray(10)), "0\r\n\r\n");
    // The mark of byte order is no part of the text.
    expect(await read).toBe('{"a":"é"}');
  });

  it("may be as large as the limit", async () => {
    post(`content-length: ${MOST}`, "x".repeat(MOST));
    expect(await read).toBe("x".repeat(MOST));
  });

  it("that says it is larger is not waited for", async () => {
    post(`content-length: ${MOST + 1}`);
    expect(await read).toMatchObject({ status: 413, headers: { connection: "close" } });
  });

  it("that turns out larger ends where it passes the limit", async () => {
    post("transfer-encoding: chunked", ...Array.from({ length: 3 }, () => chunked(Buffer.alloc(40, "x"))));
    expect(await read).toMatchObject({ status: 413 });
  });

  it("that breaks off is no body", async () => {
    const socket = post(`content-length: ${MOST}`, "{}");
    await once(server, "request");
    socket.destroy();
    expect(await read).toMatchObject({ status: 400, message: "the body breaks off" });
  });
});
