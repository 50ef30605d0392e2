/**
 * A file of lines that several processes append to at once. A line is appended by a single write, so that lines never mix;
 * its end can be written once more in place, at the same length.
 */
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const FILE = "audit.jsonl";
/** Files that were put aside, oldest first by name. */
const ASIDE = /^audit-\d{8}T\d{9}Z-\d+-\d+\.jsonl$/;
/** Files that this process has put aside: renaming to a name that exists would lose what stands there. */
let putAsideCount = 0;

/** A line that was appended. */
export interface WrittenLine {
  /** Replaces its end by one of the same length. */
  replaceEnd: (end: string) => void;
  close: () => void;
}

/**
 * Appends one line to `audit.jsonl` in a folder; a file above the size is put aside first.
 * @throws {Error} when the folder cannot be used
 */
export function appendLine(folder: string, start: string, end: string, maxBytes: number): WrittenLine {
  const { appending, rewriting } = openBoth(folder, maxBytes);
  const close = () => {
    closeSync(appending);
    closeSync(rewriting);
  };
  try {
    const before = fstatSync(appending).size;
    // A line that a full disk or a power cut tore must not take the next one with it.
    const line = Buffer.from(`${endsWithinLine(rewriting, before) ? "\n" : ""}${start}${end}\n`);
    if (writeSync(appending, line) !== line.length) throw new Error("the disk is full");
    return {
      replaceEnd: (replacement) => {
        const at = positionOf(rewriting, start, before) + Buffer.byteLength(start);
        writeSync(rewriting, replacement, at);
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** The last of so many bytes is part of a line that was never finished. */
function endsWithinLine(file: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
}

/** What is appended goes to the end, whatever position is named, so that rewriting needs a descriptor of its own. */
function openBoth(folder: string, maxBytes: number): { appending: number; rewriting: number } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  for (;;) {
    const appending = openSync(path, "a", 0o600);
    const { ino, size } = fstatSync(appending);
    if (size >= maxBytes) {
      closeSync(appending);
      putAside(folder, path, ino);
      continue;
    }
    const rewriting = openSync(path, "r+");
    if (fstatSync(rewriting).ino === ino) return { appending, rewriting };
    // Another process put the file aside in between.
    closeSync(appending);
    closeSync(rewriting);
  }
}

function putAside(folder: string, path: string, ino: number): void {
  // Of several processes that want to, one does: for the others the path is another file by now, or none.
  try {
    if (lstatSync(path).ino !== ino) return;
    const moment = new Date().toISOString().replace(/[-:.]/g, "");
    putAsideCount += 1;
    const turn = String(putAsideCount).padStart(6, "0");
    renameSync(path, join(folder, `audit-${moment}-${turn}-${process.pid}.jsonl`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Where a line begins that was appended when the file had `from` bytes or more. */
function positionOf(file: number, start: string, from: number): number {
  const rest = Buffer.alloc(fstatSync(file).size - from);
  const length = readSync(file, rest, 0, rest.length, from);
  const at = rest.subarray(0, length).indexOf(start);
  if (at < 0) throw new Error("the line is gone");
  return from + at;
}

/** The last lines that were appended, oldest first, from the file and those put aside. */
export function lastLines(folder: string, count: number): string[] {
  const aside = existing(folder).filter((name) => ASIDE.test(name));
  const lines: string[] = [];
  for (const name of [...aside.sort(), FILE].reverse()) {
    if (lines.length >= count) break;
    lines.unshift(...linesOf(join(folder, name)));
  }
  return lines.slice(-count);
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
