/** What a shaped record may hold: plain JSON, nothing undefined. */
export type RecordValue = { [key: string]: unknown };

export type Detail = "concise" | "full";

/** Shaped when it is called: reading mail is dear, and what does not fit into an answer need not be read. */
export type LazyRecord = () => RecordValue;
