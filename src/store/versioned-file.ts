/**
 * A small document that several processes change, each as if it were alone, without a lock that a crash could leave behind.
 * Every version is a file of its own. Who links the next number first has made the next version; the others read that and
 * try again.
 */
import { randomBytes } from "node:crypto";
import { linkSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./folder.ts";

/** Old versions that stay, so that a process which slept on one finds the next number taken. */
const KEPT = 16;
/** A draft older than this belongs to a process that crashed. */
const DRAFT_MS = 60_000;
const MAX_TRIES = 400;

const VERSION = /^(\d{1,15})\.json$/;

/** What a change makes of the present content: the next content, or undefined to leave it as it is. */
export interface Change<Result> {
  content: string | undefined;
  result: Result;
}

export class VersionedFile {
  private readonly folder: string;
  private known = false;

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
    const base = newest(this.names());
    const current = base === 0 ? undefined : unlessMissing(() => readFileSync(this.path(`${base}.json`), "utf8"));
    if (base > 0 && current === undefined) return undefined;
    const { content, result } = change(current, base === 0 && this.known);
    this.known = true;
    if (content === undefined) return { result };
    if (!this.publish(base + 1, content)) return undefined;
    return this.sweep(base + 1) ? { result } : undefined;
  }

  private publish(version: number, content: string): boolean {
    const draft = this.path(`${randomBytes(6).toString("hex")}.draft`);
    try {
      writeFileSync(draft, content, { flag: "wx", mode: 0o600 });
      linkSync(draft, this.path(`${version}.json`));
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process was faster, or somebody has removed the folder.
      if (code === "EEXIST" || code === "ENOENT") return false;
      throw error;
    } finally {
      unlessMissing(() => unlinkSync(draft));
    }
  }

  /** Removes what nobody needs. False when the version that was just made continues one that was swept long ago. */
  private sweep(made: number): boolean {
    const names = this.names();
    const last = newest(names);
    if (last - made >= KEPT) {
      this.remove(`${made}.json`);
      return false;
    }
    for (const name of names) {
      const version = Number(VERSION.exec(name)?.[1] ?? last);
      if (version <= last - KEPT || (name.endsWith(".draft") && this.isOld(name))) this.remove(name);
    }
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
    return join(this.folder, name);
  }
}

function newest(names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, Number(VERSION.exec(name)?.[1] ?? 0)), 0);
}

function unlessMissing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
