/**
 * Reading what SmartLead answers. Success may be JSON, a bare word, plain text announced as HTML, CSV or nothing; an
 * error may say `ok: true` and a success `success: false`. The status decides first, the body second, the content type
 * hardly at all. https://api.smartlead.ai/guides/error-handling shows one uniform error that no answer has.
 */

export type AnswerBody =
  | { kind: "json"; value: unknown }
  | { kind: "text"; value: string }
  | { kind: "csv"; value: string }
  | { kind: "empty" }
  /** A page made for a browser: a proxy or an unknown route, never the API's own success. */
  | { kind: "page"; value: string }
  /** Starts like JSON and is not: cut off on the way. */
  | { kind: "broken" };

const utf8 = new TextDecoder("utf-8");
const windows1252 = new TextDecoder("windows-1252");

/** Bytes as text: UTF-8, or Windows-1252, in which exports come without saying so. */
export function decodeText(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  return text.includes("\uFFFD") ? windows1252.decode(bytes) : text;
}

export function decodeBody(body: string, contentType: string): AnswerBody {
  const start = body.trimStart();
  if (start === "") return { kind: "empty" };
  if (contentType.includes("text/csv")) return { kind: "csv", value: body };
  if (/^[[{]/.test(start) || contentType.includes("json")) {
    try {
      return { kind: "json", value: JSON.parse(body) };
    } catch {
      return contentType.includes("json") && !/^[[{]/.test(start)
        ? { kind: "text", value: body.trim() }
        : { kind: "broken" };
    }
  }
  if (/^<(!doctype|html|head|body)\b/i.test(start)) return { kind: "page", value: body };
  return { kind: "text", value: body.trim() };
}

/** Failure words inside a 2xx answer: `ok: false` or `success: false` at the top, whatever the status says. */
export function saysFailure(body: AnswerBody): boolean {
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return false;
  const { ok, success } = body.value as { ok?: unknown; success?: unknown };
  return ok === false || success === false;
}

const MAX_WORDS = 300;

/** What the answer says went wrong, as short plain text: `message`, `error`, `error.message`, `err`, else the text itself. */
export function failureWords(body: AnswerBody): string | undefined {
  switch (body.kind) {
    case "json":
      return shorten(wordsOf(body.value));
    case "page":
      return shorten(/<(?:pre|title|h1)[^>]*>([^<]*)</i.exec(body.value)?.[1]);
    case "text":
    case "csv":
      return shorten(body.value);
    default:
      return undefined;
  }
}

function wordsOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const { message, error, err } = value as Record<string, unknown>;
  const nested = typeof error === "object" && error !== null ? (error as { message?: unknown }).message : undefined;
  return [message, error, nested, err].find((words): words is string => typeof words === "string" && words !== "");
}

function shorten(words: string | undefined): string | undefined {
  const line = words
    ?.replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (!line) return undefined;
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}

/** Seconds to wait that a 429 names: the header first, then the documented body field; undefined when it names none. */
export function retryAfterSeconds(header: string | undefined, body: AnswerBody): number | undefined {
  const fromHeader = header === undefined ? Number.NaN : parseRetryAfter(header);
  if (Number.isFinite(fromHeader)) return Math.max(0, fromHeader);
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return undefined;
  const error = (body.value as { error?: { retry_after?: unknown } }).error;
  const seconds = Number(error?.retry_after);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** Seconds, or an HTTP date as RFC 9110 also allows. */
function parseRetryAfter(header: string): number {
  const seconds = Number(header.trim());
  return Number.isFinite(seconds) && header.trim() !== "" ? seconds : (Date.parse(header) - Date.now()) / 1000;
}
