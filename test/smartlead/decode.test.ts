import { describe, expect, it } from "vitest";
import { decodeBody, failureWords, retryAfterSeconds, saysFailure } from "../../src/smartlead/decode.ts";

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const json = (value: unknown) => decodeBody(JSON.stringify(value), JSON_TYPE);

describe("every kind of success body", () => {
  it.each([
    ["a bare list", "[1]", JSON_TYPE, { kind: "json", value: [1] }],
    ["an envelope", '{"ok":true}', JSON_TYPE, { kind: "json", value: { ok: true } }],
    ["JSON announced as HTML", ' {"ok":true}', HTML, { kind: "json", value: { ok: true } }],
    [
      "plain text announced as HTML",
      "Email added to the queue!",
      HTML,
      { kind: "text", value: "Email added to the queue!" },
    ],
    ["a bare word", "success", HTML, { kind: "text", value: "success" }],
    ["a bare word announced as JSON", "success", JSON_TYPE, { kind: "text", value: "success" }],
    ["CSV", "id,name\n1,A", "text/csv", { kind: "csv", value: "id,name\n1,A" }],
    ["nothing", "", JSON_TYPE, { kind: "empty" }],
    ["a page of a proxy", "<!DOCTYPE html><h1>502</h1>", HTML, { kind: "page", value: "<!DOCTYPE html><h1>502</h1>" }],
    ["JSON cut off on the way", '{"data":[{"id":1', JSON_TYPE, { kind: "broken" }],
  ])("%s", (_name, body, type, decoded) => expect(decodeBody(body, type)).toEqual(decoded));
});

describe("failure words, whatever the shape", () => {
  it.each([
    [{ error: "Campaign not found" }, "Campaign not found"],
    [{ ok: false, message: "exists", errorCode: "X" }, "exists"],
    [{ message: '"x" is not allowed' }, '"x" is not allowed'],
    [{ error: { code: "VALIDATION_ERROR", message: "bad" } }, "bad"],
    [{ ok: true, message: "No failed email account found!" }, "No failed email account found!"],
  ])("%j", (body, words) => expect(failureWords(json(body))).toBe(words));

  it("of an Express page", () => {
    const page = "<!DOCTYPE html><html><body><pre>Cannot PATCH /api/v1/x</pre></body></html>";
    expect(failureWords(decodeBody(page, HTML))).toBe("Cannot PATCH /api/v1/x");
  });

  it("are cut: an error page is no reading matter", () => {
    expect(failureWords(json({ message: "x".repeat(5000) }))?.length).toBeLessThan(310);
  });
});

it("a 200 that says false is a failure, a list never is", () => {
  expect(saysFailure(json({ success: false }))).toBe(true);
  expect(saysFailure(json({ ok: false, message: "no" }))).toBe(true);
  expect(saysFailure(json({ ok: true }))).toBe(false);
  expect(saysFailure(json([]))).toBe(false);
});

it("the delay of a 429 comes from the header, then from the body, else from nobody", () => {
  expect(retryAfterSeconds("7", json({}))).toBe(7);
  expect(retryAfterSeconds(undefined, json({ error: { retry_after: 30 } }))).toBe(30);
  expect(retryAfterSeconds(undefined, json({ message: "Too many requests." }))).toBeUndefined();
  const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
  expect(retryAfterSeconds(inTenSeconds, json({}))).toBeGreaterThan(8);
});
