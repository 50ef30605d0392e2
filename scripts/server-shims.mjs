/**
 * Stands in for `@modelcontextprotocol/server/_shims`, through which the SDK takes what depends on the platform. Its JSON Schema
 * validator is half of the module that every start parses, and only serves elicitation helpers that this server does not use:
 * tools check their own arguments, and a person's answer is accept, decline or cancel.
 */
export { default as process } from "node:process";

export class DefaultJsonSchemaValidator {
  getValidator() {
    throw new Error("this build has no JSON Schema validator");
  }
}
