/** What a shaped record may hold: plain JSON, nothing undefined. */
export type RecordValue = { [key: string]: unknown };

export type Detail = "concise" | "full";
