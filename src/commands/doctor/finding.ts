/** What one look of the doctor found, and how it is shown. */

export type Finding = { about: string; what: string } & (
  | { mark: "ok" | "skipped" }
  /** What to do about it, in one line. */
  | { mark: "warning" | "failed"; fix: string }
);

type Mark = Finding["mark"];

export const ok = (about: string, what: string): Finding => ({ mark: "ok", about, what });
export const skipped = (about: string, what: string): Finding => ({ mark: "skipped", about, what });
export const warning = (about: string, what: string, fix: string): Finding => ({ mark: "warning", about, what, fix });
export const failed = (about: string, what: string, fix: string): Finding => ({ mark: "failed", about, what, fix });

/** Sign and colour. Plain escape codes: the library function for them is missing in the Node versions the doctor warns of. */
const SHOWN: Record<Mark, { sign: string; colour: number }> = {
  ok: { sign: "✓", colour: 32 },
  skipped: { sign: "-", colour: 2 },
  warning: { sign: "!", colour: 33 },
  failed: { sign: "✗", colour: 31 },
};

const ABOUT_WIDTH = 14;

/** Findings as lines for a person, the last one a summary. */
export function report(findings: readonly Finding[], colour: boolean): string {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines = findings.flatMap((finding) => {
    const { sign, colour: code } = SHOWN[finding.mark];
    const line = `  ${paint(code, sign)} ${finding.about.padEnd(ABOUT_WIDTH)}${finding.what}`;
    return "fix" in finding ? [line, `${" ".repeat(ABOUT_WIDTH + 4)}${paint(1, "→")} ${finding.fix}`] : [line];
  });
  const count = (mark: Mark) => findings.filter((finding) => finding.mark === mark).length;
  const [failures, warnings] = [count("failed"), count("warning")];
  const sum =
    failures + warnings === 0
      ? "Nothing is wrong."
      : `${failures} failed, ${warnings} ${warnings === 1 ? "warning" : "warnings"}.`;
  return `${[...lines, "", `  ${sum}`].join("\n")}\n`;
}
