/**
 * Imported before anything that makes schemas. By default zod compiles a parser for every object schema it meets, with
 * `new Function`: a fifth of the time to the first answer, for parsers that run a few hundred times in the life of a process.
 */
import { config } from "zod";

config({ jitless: true });
