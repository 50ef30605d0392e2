/** The HTTP library, in a module of its own so that it can be loaded with the first request instead of at start. */
export { Agent, request } from "undici";
