import type { SendingSchedule } from "../account.ts";
import { utcOffset } from "../mail-text.ts";
import type { Random } from "./random.ts";

/** The instant at which the account is "photographed". A constant: the same seed must give the same account. */
export const SEEDED_AT = "2026-11-20T16:00:00.000Z";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A random instant in the sending window of the day of `at`, or of the last sending day before it. */
export function sendingInstant(at: string, schedule: SendingSchedule, random: Random): string {
  const date = new Date(at);
  while (!schedule.days.includes(date.getUTCDay())) date.setTime(date.getTime() - DAY_MS);
  const localMinute = random.int(minuteOfDay(schedule.startHour), minuteOfDay(schedule.endHour) - 1);
  const utcMinute = localMinute - utcOffset(date.toISOString(), schedule.tz);
  date.setUTCHours(0, utcMinute, random.int(0, 59), random.int(0, 999));
  return date.toISOString();
}

/** As {@link sendingInstant}, `days` after `at` (before, when negative). */
export function daysFrom(at: string, days: number, schedule: SendingSchedule, random: Random): string {
  return sendingInstant(new Date(Date.parse(at) + days * DAY_MS).toISOString(), schedule, random);
}

/** When a mail of the sequence went out that was answered at `answered`: earlier that day, or on a day before. */
export function sentBefore(answered: string, schedule: SendingSchedule, random: Random): string {
  const sameDay = sendingInstant(answered, schedule, random);
  const readingTime = random.int(20, 90) * MINUTE_MS;
  if (Date.parse(sameDay) + readingTime < Date.parse(answered)) return sameDay;
  return daysFrom(answered, -random.int(1, 2), schedule, random);
}

function minuteOfDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
