/** Why a caller is turned away, and how HTTP says so. */

export interface Denial {
  reason: "no_token" | "invalid_token" | "insufficient_scope" | "unavailable";
  /** For the person who set up the client. Says nothing that the caller wrote. */
  message: string;
  retryAfterSeconds?: number;
}

export interface Refusal {
  status: 401 | 403 | 503;
  /** The value of WWW-Authenticate. */
  challenge: string;
  message: string;
  /** The value of Retry-After, where the trouble is the server's own and will pass. */
  retryAfterSeconds?: number;
}

const STATUS = { no_token: 401, invalid_token: 401, insufficient_scope: 403, unavailable: 503 } as const;

/**
 * @param metadataUrl where clients learn which issuer to ask (RFC 9728, section 5.1)
 */
export function refusal({ reason, message, retryAfterSeconds }: Denial, metadataUrl: string | undefined): Refusal {
  // An error code only where a token was judged (RFC 6750, section 3.1).
  const judged = reason === "invalid_token" || reason === "insufficient_scope";
  const parameters = {
    realm: "smartlead-mcp",
    ...(judged && { error: reason, error_description: message }),
    ...(reason === "insufficient_scope" && { scope: "smartlead:read" }),
    ...(metadataUrl && { resource_metadata: metadataUrl }),
  };
  const challenge = Object.entries(parameters)
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ");
  return {
    status: STATUS[reason],
    challenge: `Bearer ${challenge}`,
    message,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
