import type { Account } from "./account.ts";

/** Which generation of SmartLead's documentation the inbox lists answer in: the flat rows of the older one, or `messages`. */
export type Generation = "flat" | "messages";

/** A request that passed validation: path, query and body hold what the documentation allows, numbers and booleans converted. */
export interface Call {
  account: Account;
  generation: Generation;
  now: Date;
  params: unknown;
  query: unknown;
  body: unknown;
}

/** What goes back. Status 200 unless it says otherwise; `text` travels as text/html, as it does at SmartLead. */
export type Answer = { status?: number } & ({ json: unknown } | { text: string } | { csv: string } | { empty: true });

/** Reads and changes the account of the call, nothing else. A request that SmartLead would turn down throws a {@link Refusal}. */
export type Handler = (call: Call) => Answer;

/** "METHOD /path" as in api.json, without the /api/v1 prefix. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Ends a call with an error answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, json: unknown) {
    super(JSON.stringify(json));
    this.answer = { status, json };
  }
}

/**
 * Declares the shape of a handler's input. The assertion is sound because validation against api.json comes first:
 * the types written at a handler repeat the documentation.
 */
export function handle<Input extends Partial<Pick<Call, "params" | "query" | "body">>>(
  answer: (call: Call & Input) => Answer,
): Handler {
  return answer as Handler;
}
