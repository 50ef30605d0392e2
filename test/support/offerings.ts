/** What the test clients do with prompts and resources. */
import { expect } from "vitest";

export interface Prompt {
  name: string;
  description?: string | undefined;
  arguments?: { name: string; description?: string | undefined; required?: boolean | undefined }[] | undefined;
}

/** What a client is offered besides tools. Failures reject with the protocol's error. */
export interface Offerings {
  listPrompts: () => Promise<Prompt[]>;
  /** The text of a prompt's only message. */
  getPrompt: (name: string, args?: Record<string, string>) => Promise<string>;
  /** Values for an argument of a prompt, or of a resource template when `of` is an address. */
  complete: (of: string, argument: string, value: string) => Promise<string[]>;
  /** Addresses of resources and templates. */
  listResources: () => Promise<string[]>;
  readResource: (uri: string) => Promise<{ uri: string; mimeType?: string | undefined; text: string }>;
}

type Reference = { type: "ref/prompt"; name: string } | { type: "ref/resource"; uri: string };

/** The same methods under the same names in both SDKs, as far as they are used here. */
interface SdkClient {
  listPrompts: () => Promise<{ prompts: Prompt[] }>;
  getPrompt: (params: { name: string; arguments: Record<string, string> }) => Promise<{ messages: unknown[] }>;
  complete: (params: {
    ref: Reference;
    argument: { name: string; value: string };
  }) => Promise<{ completion: { values: string[] } }>;
  listResources: () => Promise<{ resources: { uri: string }[] }>;
  listResourceTemplates: () => Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource: (params: { uri: string }) => Promise<{ contents: unknown[] }>;
}

export function offeringsOf(client: SdkClient): Offerings {
  return {
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => {
      const { messages } = await client.getPrompt({ name, arguments: args });
      expect(messages).toEqual([{ role: "user", content: { type: "text", text: expect.any(String) } }]);
      return (messages[0] as { content: { text: string } }).content.text;
    },
    complete: async (of, name, value) => {
      const ref: Reference = of.includes("://") ? { type: "ref/resource", uri: of } : { type: "ref/prompt", name: of };
      return (await client.complete({ ref, argument: { name, value } })).completion.values;
    },
    listResources: async () => [
      ...(await client.listResources()).resources.map(({ uri }) => uri),
      ...(await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate),
    ],
    readResource: async (uri) => {
      const { contents } = await client.readResource({ uri });
      expect(contents).toHaveLength(1);
      return contents[0] as { uri: string; text: string };
    },
  };
}
