/** Folders for state. */
import { mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Where state goes whose own folder cannot be used: the same for every process of this user. */
export function temporaryFolder(): string {
  return join(tmpdir(), `smartlead-mcp-${userInfo().uid}`);
}

/**
 * Makes a folder and those above it, for their user alone. The recursive way of Node 20 never returns below /proc, where
 * folders are missing and cannot be made either.
 */
export function makeFolder(path: string): void {
  try {
    makeOne(path);
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || above === path) throw error;
    makeFolder(above);
    makeOne(path);
  }
}

function makeOne(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // It was there, or another process was faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
