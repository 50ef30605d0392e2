/** A proxy on this machine, as companies have them, and servers that end with the test. */
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { connect, type Server as TcpServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { untrusted } from "./untrusted.ts";

export interface TestServer {
  port: number;
  close: () => Promise<void>;
}

export interface TestProxy extends TestServer {
  /** Every CONNECT that came. */
  asked: { target: string; authorization: string | undefined }[];
}

/** Listens on a free port of this machine. */
export async function listen(server: HttpServer | TcpServer): Promise<TestServer> {
  const sockets = new Set<{ destroy: () => void }>();
  server.on("connection", (socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param answer the status that CONNECT is refused with, or the port of this machine where every tunnel leads */
export async function startProxy(answer: { status: number } | { port: number }): Promise<TestProxy> {
  const asked: TestProxy["asked"] = [];
  const server = createHttpServer((_request, response) => response.writeHead(500).end());
  server.on("connect", (request, socket) => {
    socket.on("error", () => undefined);
    asked.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    if ("status" in answer) {
      socket.end(`HTTP/1.1 ${answer.status} No\r\n\r\n`);
      return;
    }
    const upstream = connect(answer.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
  });
  return { asked, ...(await listen(server)) };
}

/** TLS under the name api.example.test, with a certificate that nobody trusts unasked, in front of a port of this machine. */
export function startTls(port: number): Promise<TestServer> {
  return listen(
    createTlsServer(untrusted, (socket) => {
      const upstream = connect(port, "127.0.0.1");
      socket.on("error", () => upstream.destroy());
      upstream.on("error", () => socket.destroy());
      upstream.pipe(socket).pipe(upstream);
    }),
  );
}
