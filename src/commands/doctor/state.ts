/** Looks at what the server keeps on this machine: the state folder, its rights, its files. */
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines } from "../../core/audit-file.ts";
import { makeFolder } from "../../store/folder.ts";
import { type Finding, failed, ok, warning } from "./finding.ts";

const ABOUT = "State folder";
const LINES_READ = 200;

export function stateFindings(folder: string): Finding[] {
  try {
    makeFolder(folder);
    const probe = join(folder, `doctor-${process.pid}`);
    writeFileSync(probe, "", { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = `${folder} cannot be written (${code})`;
    return [failed(ABOUT, what, `${WRITE_FIX[code ?? ""] ?? OTHER_FIX} Without it changes are refused.`)];
  }
  return [rightsFinding(folder), ...trailFindings(folder)];
}

const OTHER_FIX = "Name another folder with --state-dir.";
const WRITE_FIX: Readonly<Record<string, string>> = {
  EACCES: "Give it to the user who runs the server, or name another folder with --state-dir.",
  ENOSPC: "Make room on the disk.",
  ENOTDIR: "A file is in its way: remove it, or name another folder with --state-dir.",
};

/** The folder and the trail tell what was done to which lead: nobody else on the machine has to know. */
function rightsFinding(folder: string): Finding {
  const trails = readdirSync(folder).filter((name) => /^audit.*\.jsonl$/.test(name));
  const open = [folder, ...trails.map((name) => join(folder, name))].filter(isOpen);
  if (open.length === 0) return ok(ABOUT, folder);
  return warning(ABOUT, `other users of this machine may look into ${open.join(", ")}`, `chmod -R go= '${folder}'`);
}

/** Windows has no such rights: there a user's folders are the user's own. */
function isOpen(path: string): boolean {
  return process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
}

function trailFindings(folder: string): Finding[] {
  const unreadable = lastLines(folder, LINES_READ).filter((line) => !isJson(line)).length;
  if (unreadable === 0) return [];
  return [
    warning(
      "Audit trail",
      `${unreadable} of the last lines in audit.jsonl cannot be read`,
      "Look whether the disk was full, or another program writes there; lines that come now are not touched by it.",
    ),
  ];
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
