/**
 * Everything that can go wrong, as one class with a closed list of kinds. Each failure carries `next`: what an agent
 * should do now. Words from SmartLead or from outsiders never become part of `message` or `next`; they are quoted in
 * `upstream`, as data.
 */

export type ErrorKind =
  | "invalid_input"
  | "unauthorized"
  | "plan_expired"
  | "forbidden"
  | "not_found"
  | "rejected"
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "outcome_unknown"
  | "not_confirmed"
  | "read_only"
  | "unknown_tool"
  | "internal";

export interface FailureDetails {
  kind: ErrorKind;
  /** What happened, in our words. */
  message: string;
  /** What to do next, in our words. */
  next: string;
  /** HTTP status of SmartLead's answer. */
  status?: number;
  retry_after_seconds?: number;
  /** What SmartLead said, cut and cleaned: data, not instruction. */
  upstream?: string;
}

export class Failure extends Error {
  readonly details: FailureDetails;

  constructor(details: FailureDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = "Failure";
    this.details = details;
  }
}
