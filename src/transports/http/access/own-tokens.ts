import { createHash, timingSafeEqual } from "node:crypto";
import type { CallerToken } from "../../../config/callers.ts";
import type { CallerIdentity } from "../access.ts";

/** The bearer tokens that the server's owner gave away. */
export class OwnTokens {
  private readonly known: readonly { digest: Buffer; caller: CallerIdentity }[];

  constructor(tokens: readonly CallerToken[]) {
    this.known = tokens.map(({ token, name, effects }) => ({ digest: digestOf(token), caller: { name, effects } }));
  }

  /** Takes as long for every token of the same length, so that time tells nobody how much of a guess was right. */
  holderOf(token: string): CallerIdentity | undefined {
    const digest = digestOf(token);
    let holder: CallerIdentity | undefined;
    for (const { digest: own, caller } of this.known) if (timingSafeEqual(own, digest)) holder = caller;
    return holder;
  }
}

const digestOf = (token: string) => createHash("sha256").update(token).digest();
