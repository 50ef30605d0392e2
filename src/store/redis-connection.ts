/** The connection to Redis or Valkey: what it does about servers that are slow, gone, or not the ones that take writes. */
import type { Redis } from "ioredis";

/** For one command, or for connecting. */
const ANSWER_MS = 2500;

/**
 * @param onTrouble told why there is no connection, and with undefined that there is one: commands that meet none only say so
 * @throws the library's own errors
 */
export async function connectRedis(url: string, onTrouble: (reason: string | undefined) => void): Promise<Redis> {
  // Most runs share a folder and never need this library. Of a CommonJS package the built program has the default export only.
  const { default: ioredis } = await import("ioredis");
  const redis = new ioredis.Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    // A command that could not be sent is a failure at once, not a promise for later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 200, 5000),
    // After a failover the old address may lead to a replica: connecting anew finds the server that takes writes.
    reconnectOnError: ({ message }) => message.startsWith("READONLY"),
  });
  redis.on("error", ({ message }: Error) => onTrouble(message));
  redis.on("ready", () => onTrouble(undefined));
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return redis;
}
