/** Asks SmartLead once, for something cheap, and looks at everything that the answer tells. */
import { answerFailure } from "../../core/failures.ts";
import { toRequest } from "../../core/request.ts";
import {
  type ApiAnswer,
  ConnectionFailure,
  PROXY_FAILED,
  type SmartleadClient,
  UNTRUSTED,
} from "../../smartlead/client.ts";
import { type Quota, QuotaExhausted } from "../../smartlead/quota.ts";
import { rateFacts } from "../../smartlead/rate-facts.ts";
import type { RateWindow } from "../../store/windows.ts";
import { tools } from "../../tools/index.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

export interface Question {
  client: SmartleadClient;
  quota: Quota;
  windows: readonly RateWindow[];
  /** Starts of the last minute that processes here know of. */
  known: () => Promise<number>;
  maxWaitMs: number;
}

const ABOUT = "SmartLead";
const MINUTE_MS = 60_000;
/** Windows of two counters never begin at the same instant. */
const UNSEEN_TOLERANCE = 2;
const CLOCK_TOLERANCE_MS = 30_000;

export async function smartleadFindings({ client, quota, windows, known, maxWaitMs }: Question): Promise<Finding[]> {
  const tool = tools.find(({ name }) => name === "list_lead_categories");
  if (tool === undefined) throw new Error("there is no list_lead_categories");
  await client.prepare();
  const { signal } = new AbortController();
  try {
    const turn = await quota.turn({ heavy: false, purpose: "read", withinMs: maxWaitMs, signal });
    const ours = await known();
    const started = Date.now();
    const answer = await client.send(toRequest(tool, {}), signal).catch(async (error: unknown) => {
      const unsent = error instanceof ConnectionFailure && !error.sent;
      await (unsent ? quota.giveBack(turn) : quota.learn(turn, undefined));
      throw error;
    });
    const ended = Date.now();
    await quota.learn(turn, answer);
    const failure = answerFailure(tool, answer)?.details;
    const said = failure?.upstream ? ` ("${failure.upstream}")` : "";
    const answered =
      failure === undefined
        ? ok(ABOUT, `accepts the key, answered in ${ended - started} ms`)
        : refusalFinding(answer, failure.kind, said);
    return [answered, ...quotaFindings(answer, windows, ours), ...clockFindings(answer, started, ended)];
  } catch (error) {
    if (error instanceof QuotaExhausted) {
      const what = `not asked: the quota is used up for another ${error.retryAfterSeconds} s`;
      return [skipped(ABOUT, what)];
    }
    if (error instanceof ConnectionFailure) return [connectionFinding(error)];
    throw error;
  }
}

function refusalFinding({ status, body }: ApiAnswer, kind: string, said: string): Finding {
  if (body.kind === "page" && status !== 404) {
    const fix =
      "A proxy, firewall or log-in page of this network stands in between, or SmartLead is down: open app.smartlead.ai here.";
    return failed(ABOUT, `a web page came instead of an answer, status ${status}${said}`, fix);
  }
  switch (kind) {
    case "unauthorized":
      return failed(
        ABOUT,
        `does not accept the key${said}`,
        "Copy it again from SmartLead, Settings, API keys: renewing a key ends the old one at once.",
      );
    case "plan_expired":
      return failed(ABOUT, `says that the plan has expired${said}`, "Renew the plan at SmartLead.");
    case "forbidden":
      return failed(
        ABOUT,
        `knows the key and does not let it in${said}`,
        "Ask SmartLead whether the plan includes API access; a client's key may do less than an admin's.",
      );
    case "rate_limited":
      return failed(
        ABOUT,
        `refuses for now: too many requests${said}`,
        "Others use the same account's quota. Wait a minute; give this machine a share with --rate-limit.",
      );
    default:
      return failed(ABOUT, `answers with status ${status}${said}`, "Try again in some minutes; then ask SmartLead.");
  }
}

function connectionFinding({ code = "", reason, proxy }: ConnectionFailure): Finding {
  const where = proxy === undefined ? "" : ` by way of the proxy ${proxy}`;
  if (code.startsWith(PROXY_FAILED)) {
    const fix = code.endsWith("_407")
      ? "It wants a user name and password: HTTPS_PROXY=http://name:password@host:port."
      : "Correct HTTPS_PROXY, or except SmartLead with NO_PROXY=smartlead.ai.";
    return failed("Proxy", `${proxy} opens no way to SmartLead (${code})`, fix);
  }
  if (UNTRUSTED.has(code)) {
    return failed(
      ABOUT,
      `whoever answers${where} shows a certificate that this machine does not trust (${code})`,
      "If your company or virus scanner reads along, name its certificate in NODE_EXTRA_CA_CERTS; otherwise trust nobody here.",
    );
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const fix = "Look whether this machine is online, and whether it needs HTTPS_PROXY.";
    return failed(ABOUT, `the name of its host cannot be looked up (${code})`, fix);
  }
  const what = reason === "timeout" ? "does not answer in time" : `cannot be reached${code && ` (${code})`}`;
  return failed(ABOUT, `${what}${where}`, "Look at the network, a firewall, HTTPS_PROXY, and --base-url if it is set.");
}

/** What the account's quota says about others who use it, and about our own settings. */
function quotaFindings(answer: ApiAnswer, windows: readonly RateWindow[], ours: number): Finding[] {
  const { limit, remaining } = rateFacts(answer, Date.now());
  if (limit === undefined || remaining === undefined) return [];
  const about = "Quota";
  const unseen = limit - remaining - ours;
  const others =
    unseen > UNSEEN_TOLERANCE
      ? warning(
          about,
          `${unseen} of ${limit} requests of the last minute were made with this account elsewhere`,
          "Let them share --store redis://..., or give each a part with --rate-limit.",
        )
      : ok(about, `${remaining} of ${limit} requests a minute are left`);
  const minute = windows.find(({ ms }) => ms === MINUTE_MS);
  if (minute === undefined || minute.requests === limit) return [others];
  const setting = windows.map(({ requests, ms }) => `${ms === MINUTE_MS ? limit : requests}/${ms / 1000}s`).join(",");
  if (minute.requests < limit)
    return [others, ok(about, `${limit} a minute are granted: --rate-limit ${setting} uses them`)];
  return [
    others,
    warning(about, `--rate-limit allows ${minute.requests} a minute, SmartLead ${limit}`, `--rate-limit ${setting}`),
  ];
}

function clockFindings({ headers }: ApiAnswer, started: number, ended: number): Finding[] {
  const theirs = Date.parse(headers["date"] ?? "");
  const apart = theirs < started ? theirs - started : Math.max(0, theirs - ended);
  if (Number.isNaN(apart)) return [];
  if (Math.abs(apart) <= CLOCK_TOLERANCE_MS) return [ok("Clock", "agrees with SmartLead's")];
  const seconds = Math.round(Math.abs(apart) / 1000);
  return [
    warning(
      "Clock",
      `this machine's is ${seconds} s ${apart > 0 ? "behind" : "ahead of"} SmartLead's`,
      "Let the system set it by itself: waits, schedules and confirmations are reckoned with it.",
    ),
  ];
}
