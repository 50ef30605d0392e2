import { text } from "./read.ts";
import type { RecordValue } from "./record.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * A row of a report by days, which SmartLead dates "20 Apr": with the year that lies in the period that was asked for. Where
 * none does, or two, the date stays as it came.
 * https://api.smartlead.ai/reference/get_v1-analytics-day-wise-overall-stats
 */
export function withYear(row: RecordValue, args: Readonly<Record<string, unknown>>): RecordValue {
  const [, day = "", month = ""] = /^(\d{1,2}) ([A-Z][a-z]{2})$/.exec(text(row["date"]) ?? "") ?? [];
  const at = MONTHS.indexOf(month);
  const [from, to] = [text(args["start_date"]), text(args["end_date"])];
  if (at < 0 || from === undefined || to === undefined) return row;
  const inYear = `${String(at + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, more) => {
    return `${Number(from.slice(0, 4)) + more}-${inYear}`;
  }).filter((date) => date >= from && date <= to);
  return years.length === 1 ? { ...row, date: years[0] } : row;
}
