/** A folder as the store: shared by every process of this machine that uses it. */
import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { elapsedSince, type Moment, momentNow } from "./clock.ts";
import { makeFolder } from "./folder.ts";
import { emptyLedger, type Ledger, shifted } from "./ledger.ts";
import { isLedger } from "./ledger-check.ts";
import { type Change, type Store, StoreFailure } from "./store.ts";
import { VersionedFile } from "./versioned-file.ts";

interface Written {
  /** When it was written, on the clock of the ledger's instants (`steady`) and on the other. */
  moment: Moment;
  ledger: Ledger;
}

/** What the processes share of one account. */
interface AccountFile {
  folder: string;
  file: VersionedFile;
  /** What this process wrote last: while it is the newest, nobody need read it. */
  last: (Written & { content: string }) | undefined;
}

export interface FileStoreOptions {
  folder: string;
  /** The folder is in a place where anyone may have put it: used only when it is this user's own. */
  suspicious?: boolean;
  /** Told about a state file that nobody can read. */
  onDamage: (what: string) => void;
  now?: () => Moment;
}

/** Marks of spent confirmations stay longer than those live, in case the clock is set back. */
const MARK_RESERVE_MS = 3_600_000;

export class FileStore implements Store {
  private readonly options: FileStoreOptions;
  private readonly now: () => Moment;
  private readonly accounts = new Map<string, AccountFile>();

  constructor(options: FileStoreOptions) {
    this.options = options;
    this.now = options.now ?? momentNow;
  }

  async update<Result>(account: string, change: Change<Result>): Promise<Result> {
    const called = this.now();
    const known = this.fileOf(account);
    return this.guarded(() =>
      known.file.update((content, vanished) => {
        const moment = this.now();
        const written = content === undefined ? undefined : read(known, content);
        const ledger = this.restore(written, content === undefined && !vanished, moment, known.folder);
        const result = change(ledger, moment.steady, elapsedSince(called, moment));
        // Compared with what is written: a ledger that had to be moved to another clock must not be moved again.
        const text = JSON.stringify(ledger);
        if (content?.endsWith(`,"ledger":${text}}`)) return { content: undefined, result };
        const next = `{"moment":${JSON.stringify(moment)},"ledger":${text}}`;
        known.last = { content: next, moment, ledger };
        return { content: next, result };
      }),
    );
  }

  /** A mark is a file of its own: it exists or it does not, and cannot be half written. */
  async spend(nonce: string, _issuedAt: number, expiresAt: number): Promise<boolean> {
    const folder = join(this.options.folder, "spent");
    return this.guarded(async () => {
      makeFolder(folder);
      for (const mark of readdirSync(folder)) {
        const expired = Number.parseInt(mark, 36) < this.now().wall - MARK_RESERVE_MS;
        if (expired) rmSync(join(folder, mark), { force: true });
      }
      try {
        closeSync(openSync(join(folder, `${expiresAt.toString(36)}.${hash(nonce)}`), "wx", 0o600));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
      }
    });
  }

  async close(): Promise<void> {}

  private fileOf(account: string): AccountFile {
    const known = this.accounts.get(account);
    if (known !== undefined) return known;
    const folder = join(this.options.folder, "quota", hash(account));
    const opened = { folder, file: new VersionedFile(folder), last: undefined };
    this.accounts.set(account, opened);
    return opened;
  }

  private restore(written: Written | undefined, unused: boolean, now: Moment, folder: string): Ledger {
    if (unused) return emptyLedger();
    if (written !== undefined) {
      const ledger = shifted(written.ledger, now.steady - elapsedSince(written.moment, now) - written.moment.steady);
      // One that was not moved has been looked at.
      if (ledger === written.ledger || isLedger(ledger, now.steady)) return ledger;
    }
    this.options.onDamage(`the quota's state in ${folder} is damaged or gone`);
    return { ...emptyLedger(), unknownBefore: now.steady };
  }

  private async guarded<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      if (this.options.suspicious) mustBeOwn(this.options.folder);
      return await act();
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
      throw new StoreFailure(`the folder ${this.options.folder} cannot be used (${reason})`, { cause: error });
    }
  }
}

/** The ledger is the caller's, to be changed: nobody takes what may have come of it for what is written. */
function read(known: AccountFile, content: string): Written | undefined {
  const { last } = known;
  known.last = undefined;
  return last?.content === content ? last : parse(content);
}

function parse(content: string): Written | undefined {
  try {
    const { moment, ledger } = JSON.parse(content) as Written;
    const sound = Number.isFinite(moment.steady) && Number.isFinite(moment.wall) && isLedger(ledger, moment.steady);
    return sound ? { moment, ledger } : undefined;
  } catch {
    return undefined;
  }
}

function mustBeOwn(folder: string): void {
  makeFolder(folder);
  const { uid } = lstatSync(folder);
  if (process.getuid !== undefined && uid !== process.getuid()) throw new Error("it belongs to another user");
}

/** File names must not tell which account it is. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
