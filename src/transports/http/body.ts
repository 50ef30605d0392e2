/** The body of a request, and never more of it than the limit. */
import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

const utf8 = new TextDecoder();

/**
 * Reads the body as text. How long that may take is the server's `requestTimeout`.
 * @param most bytes
 * @throws {Refusal} 413, or 400 when the client goes away in the middle
 */
export async function readBody(request: IncomingMessage, most: number): Promise<string> {
  // What is left of a body that is too large is not kept: the connection ends with the answer.
  const tooLarge = () => new Refusal(413, `a body has ${most} bytes at most`, { connection: "close" });
  if (Number(request.headers["content-length"]) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= most) chunks.push(chunk);
      else reject(tooLarge());
    });
    request.once("end", resolve);
    const broken = () => reject(new Refusal(400, "the body breaks off"));
    request.once("error", broken);
    request.once("close", () => {
      if (!request.readableEnded) broken();
    });
  });
  return utf8.decode(Buffer.concat(chunks.splice(0)));
}
