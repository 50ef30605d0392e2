/**
 * The Redis library, in a module of its own that is loaded when a Redis is used: of a CommonJS package that is bundled, a
 * dynamic import sees no names.
 */
export { Redis } from "ioredis";
