/** Reads a guide's text as an agent does: numbered steps, each with at most one call. */

export interface BriefStep {
  text: string;
  call: BriefCall | undefined;
}

export interface BriefCall {
  /** The tool that a client calls: a front-door tool, or the one meant. */
  door: string;
  /** The one that is meant. */
  tool: string;
  /** Arguments of the tool that is meant, as JSON in which blanks are still to be filled. */
  args: string;
}

/** @throws {Error} when the steps are not numbered one by one, or a step holds what looks like a second call */
export function stepsOf(text: string): BriefStep[] {
  const steps = [...text.matchAll(/^(\d+)\. (.+)$/gm)];
  return steps.map(([, number, words = ""], at) => {
    if (Number(number) !== at + 1) throw new Error(`step ${number} stands where ${at + 1} should`);
    const calls = [...words.matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? "");
    if (calls.length > 1) throw new Error(`step ${number} holds several calls`);
    return { text: words, call: calls[0] === undefined ? undefined : callOf(calls[0]) };
  });
}

function callOf(text: string): BriefCall {
  const [, door = "", args = ""] = /^(\w+) (\{.*\})$/.exec(text) ?? [];
  if (door === "") throw new Error(`not a call: ${text}`);
  if (!/^call_(read|write)_tool$/.test(door)) return { door, tool: door, args };
  const [, tool = "", inner = ""] = /^\{"name": "(\w+)", "arguments": (\{.*\})\}$/.exec(args) ?? [];
  if (tool === "") throw new Error(`not a call: ${text}`);
  return { door, tool, args: inner };
}

/** The arguments with each `<blank>` filled. */
export function fillIn(args: string, fill: (blank: string) => unknown): Record<string, unknown> {
  return JSON.parse(args.replace(/<([^<>"]+)>/g, (_, words: string) => JSON.stringify(fill(words))));
}
