/**
 * Parameters that several tools share: one constant, one description, one name for one concept.
 * Limits are SmartLead's; where one surprises, its source stands beside it.
 */
import * as z from "zod";

const id = () => z.int().positive();

/** Without a description: in 60 tools the name says it, and the server's instructions say where ids come from. */
export const campaignId = id();
export const leadId = id().describe("Not the map id.");
export const emailLeadMapId = id();
export const clientId = id().describe("From list_clients.");
export const emailAccountId = id().describe("From list_email_accounts.");
export const statsId = z.string().min(1).describe("Of the message, from its history.");

export const offset = z.int().min(0).optional();

/** Page size with the route's own ceiling, or a smaller start where such pages fill an agent's context. Always sent: SmartLead's two references disagree about its default. */
export const limit = (max: number, initial = max) => z.int().min(1).max(max).default(initial);

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const MOMENT_EXPECTED = "expected an ISO 8601 date or date-time such as 2026-11-20 or 2026-11-20T09:30:00Z";

const isoMoment = z.string().refine(isRealMoment, { error: MOMENT_EXPECTED });

/** An ISO 8601 date-time; a bare date means its first moment (UTC). */
export const moment = (about?: string) => described(isoMoment.transform(firstMoment), about);

/** Names that say it all need no description. */
const described = <Schema extends z.ZodType>(schema: Schema, about: string | undefined): Schema =>
  about === undefined ? schema : schema.describe(about);

const firstMoment = (value: string) => (ISO_DATE.test(value) ? `${value}T00:00:00.000Z` : value);
const lastMoment = (value: string) => (ISO_DATE.test(value) ? `${value}T23:59:59.999Z` : value);

/** A time of day, sent as HH:MM in 24 hours. */
export const hour = (about: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "expected HH:MM in 24 hours, such as 09:00" })
    .describe(about);

/** A calendar day, sent as YYYY-MM-DD; of a date-time the day is taken. */
export const day = (about?: string) =>
  described(
    z
      .string()
      .refine(isRealMoment, { error: "expected a day such as 2026-11-20" })
      .transform((value) => value.slice(0, 10)),
    about,
  );

export const timezone = () =>
  z.string().refine(isTimeZone, { error: "expected an IANA time zone such as Europe/Berlin" });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Date.parse lets 31 February roll over into March; whoever writes it has made a slip. */
function isRealMoment(value: string): boolean {
  if (!ISO_DATE.test(value) && !ISO_MOMENT.test(value)) return false;
  if (Number.isNaN(Date.parse(value))) return false;
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** A period as SmartLead takes it: exactly two moments, the earlier one first. Bare dates cover both days whole (UTC). */
export const period = z
  .array(isoMoment)
  .length(2, { error: "expected exactly two dates: [from, to]" })
  .transform(([from = "", to = ""]) => [firstMoment(from), lastMoment(to)])
  .refine(([from = "", to = ""]) => Date.parse(from) <= Date.parse(to), {
    error: "expected the earlier date first: [from, to]",
  });

/** Ids as a list with the route's own ceiling. */
export const ids = (max: number) =>
  z
    .array(id())
    .min(1)
    .max(max, { error: `at most ${max} ids; split the call` });

/**
 * A list where SmartLead also takes a single value: both are accepted and sent as given, but only the list is
 * advertised, because every union costs each agent tokens in each conversation.
 */
export const oneOrMany = <List extends z.ZodArray<z.ZodType>>(list: List) =>
  z
    .union([list, list.element])
    .meta({ advertise: "first", ...(list.description && { description: list.description }) });

/** Addresses as SmartLead wants them, in one comma-separated string; a list is joined. */
export const emailAddresses = (about: string) =>
  z
    .union([z.string(), z.array(z.string()).min(1)])
    .transform((value) => (typeof value === "string" ? value : value.join(",")))
    .refine(isAddressList, { error: "expected email addresses separated by commas" })
    .meta({ advertise: "first", description: about });

const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/;

/** RFC 5321: 64 characters, the sign, 255 more. Longer ones are not even looked at. */
const MAX_ADDRESS = 320;

const isAddress = (value: string) => value.length <= MAX_ADDRESS && ADDRESS.test(value);

function isAddressList(value: string): boolean {
  return value.split(",").every((address) => isAddress(address.trim()));
}

export const emailAddress = (about: string) =>
  z.string().trim().refine(isAddress, { error: "expected one email address" }).describe(about);

/** On every tool that returns records; the server's instructions explain it once. Answered here, never sent. */
export const detail = z.enum(["concise", "full"]).optional();

/** On every list; advertised where rows are wide. One string is taken too. Answered here, never sent. */
export const fields = z
  .union([z.array(z.string().min(1)).min(1), z.string()])
  .transform((value) => (typeof value === "string" ? (value.match(/\w+/g) ?? []) : value))
  .meta({ advertise: "first" })
  .optional();

/** On every tool whose call may have to be confirmed; the first answer explains it. Answered here, never sent. */
export const confirmToken = z.string().optional();
