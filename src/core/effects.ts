/** What a call can do to the world, and how a person is asked about it. Apart from what uses these words, so that reading the settings loads nothing else. */

/** Worst case of a call. The one word from which every policy follows. */
export const EFFECTS = ["read", "write", "destructive", "sends_email", "spends_money"] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * What a caller over HTTP may be allowed, by name. Whoever may not mail in the account's name may not buy in it either:
 * both reach beyond the account and cannot be taken back.
 */
export const RIGHTS = {
  "read-only": new Set<Effect>(["read"]),
  "no-send": new Set<Effect>(["read", "write", "destructive"]),
  full: new Set<Effect>(EFFECTS),
} as const;
export type Rights = keyof typeof RIGHTS;

/** `auto`: ask by elicitation, else the token. `elicit`: only a person's answer counts. `off`: never ask. */
export const CONFIRM_MODES = ["auto", "elicit", "off"] as const;
export type ConfirmMode = (typeof CONFIRM_MODES)[number];

/** How long a question or a token may be answered, in milliseconds. */
export const CONFIRMATION_LIFETIME_MS = 5 * 60_000;
