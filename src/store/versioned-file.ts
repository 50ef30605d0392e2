/**
 * A small document that several processes change, each as if it were alone, without a lock that a crash could leave behind.
 * Every version is a file of its own. Who links the next number first has made the next version; the others read that and
 * try again.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./folder.ts";

/** Old versions that stay, so that a process which slept on one finds the next number taken. */
const KEPT = 16;
/** A draft older than this belongs to a process that crashed. */
const DRAFT_MS = 60_000;
/** How many versions pass between two looks for drafts and whatever else was left behind. */
const SWEEP_EVERY = 64;
const MAX_TRIES = 400;

const VERSION = /^(\d{1,15})\.json$/;

/** What a change makes of the present content: the next content, or undefined to leave it as it is. */
export interface Change<Result> {
  content: string | undefined;
  result: Result;
}

/** A version whose content this process knows. A version is never written to, but a folder may be removed and filled anew. */
interface Known {
  version: number;
  content: string;
  file: Identity;
}

interface Identity {
  inode: number;
  changedMs: number;
  bytes: number;
}

export class VersionedFile {
  private readonly folder: string;
  /** Begins the names of this process' drafts. */
  private readonly mark = randomBytes(6).toString("hex");
  private drafts = 0;
  private used = false;
  private known: Known | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * @param change gets the present content, or undefined when there is none, and whether there was one before; runs again
   * when another process was faster
   * @throws the file system's own errors, and one when other processes are always faster
   */
  async update<Result>(change: (content: string | undefined, vanished: boolean) => Change<Result>): Promise<Result> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      // Synchronous calls: a few small ones take less time than one hand-over to a thread and back.
      const outcome = this.attempt(change);
      if (outcome !== undefined) return outcome.result;
      await sleep(Math.random() * Math.min(tries, 5));
    }
    throw new Error("too many processes are changing it");
  }

  /** One try; undefined when another process was faster. */
  private attempt<Result>(
    change: (content: string | undefined, vanished: boolean) => Change<Result>,
  ): { result: Result } | undefined {
    const base = this.stillNewest() ?? this.read();
    if (base === undefined) return undefined;
    const { content, result } = change(base?.content, base === null && this.used);
    this.used = true;
    if (content === undefined) return { result };
    const made = (base?.version ?? 0) + 1;
    const file = this.publish(made, content);
    if (file === undefined) {
      this.known = undefined;
      return undefined;
    }
    const seamless = base !== null && base === this.known && this.isThere(base);
    const sound = seamless ? this.removeBefore(made) : this.sweep(made);
    this.known = sound ? { version: made, content, file } : undefined;
    return sound ? { result } : undefined;
  }

  /**
   * What this process knows, while it is the newest version: its successor was not made yet. It was not swept away either,
   * because versions go from the oldest on.
   */
  private stillNewest(): Known | undefined {
    const { known } = this;
    if (known === undefined || existsSync(this.path(`${known.version + 1}.json`))) return undefined;
    return this.isThere(known) ? known : undefined;
  }

  /** The newest version as it stands in the folder: null when there is none, undefined when it went away meanwhile. */
  private read(): Known | null | undefined {
    const version = newest(this.names());
    if (version === 0) return null;
    const file = this.identity(`${version}.json`);
    const content = unlessMissing(() => readFileSync(this.path(`${version}.json`), "utf8"));
    return file === undefined || content === undefined ? undefined : { version, content, file };
  }

  private isThere({ version, file }: Known): boolean {
    const found = this.identity(`${version}.json`);
    return found?.inode === file.inode && found.changedMs === file.changedMs && found.bytes === file.bytes;
  }

  private identity(name: string): Identity | undefined {
    const found = statSync(this.path(name), { throwIfNoEntry: false });
    return found && identityOf(found);
  }

  /** The file that is the version now; undefined when another process has made that version, or the folder is gone. */
  private publish(version: number, content: string): Identity | undefined {
    const draft = this.path(`${this.mark}-${this.drafts}.draft`);
    this.drafts += 1;
    try {
      const file = writeNew(draft, content);
      linkSync(draft, this.path(`${version}.json`));
      return file;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST" || code === "ENOENT") return undefined;
      throw error;
    } finally {
      unlessMissing(() => unlinkSync(draft));
    }
  }

  /**
   * Removes the one version that nobody needs any more. Like every removal it leaves none that is older, so that whoever finds
   * a version in its place knows that no later one was removed.
   */
  private removeBefore(made: number): boolean {
    const oldest = made - KEPT;
    if (made % SWEEP_EVERY === 0 || existsSync(this.path(`${oldest - 1}.json`))) return this.sweep(made);
    if (oldest > 0) this.remove(`${oldest}.json`);
    return true;
  }

  /** Removes what nobody needs. False when the version that was just made continues one that was swept long ago. */
  private sweep(made: number): boolean {
    const names = this.names();
    const last = newest(names);
    if (last - made >= KEPT) {
      this.remove(`${made}.json`);
      return false;
    }
    const old = names.map(versionOf).filter((version) => version > 0 && version <= last - KEPT);
    for (const version of old.sort((a, b) => a - b)) this.remove(`${version}.json`);
    for (const name of names) if (name.endsWith(".draft") && this.isOld(name)) this.remove(name);
    return true;
  }

  private remove(name: string): void {
    unlessMissing(() => unlinkSync(this.path(name)));
  }

  private isOld(name: string): boolean {
    const changed = unlessMissing(() => statSync(this.path(name)).mtimeMs);
    return changed !== undefined && Math.abs(Date.now() - changed) > DRAFT_MS;
  }

  private names(): string[] {
    const names = unlessMissing(() => readdirSync(this.folder));
    if (names === undefined) makeFolder(this.folder);
    return names ?? [];
  }

  private path(name: string): string {
    return `${this.folder}${sep}${name}`;
  }
}

function writeNew(path: string, content: string): Identity {
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, content);
    return identityOf(fstatSync(file));
  } finally {
    closeSync(file);
  }
}

const identityOf = ({ ino, mtimeMs, size }: Stats): Identity => ({ inode: ino, changedMs: mtimeMs, bytes: size });

function newest(names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, versionOf(name)), 0);
}

/** 0 for what is no version. */
function versionOf(name: string): number {
  return Number(VERSION.exec(name)?.[1] ?? 0);
}

function unlessMissing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
