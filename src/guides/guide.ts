/** The shape of a guide: a brief for an agent, as data. How it is worded as a whole is in brief.ts. */

/** A record that a person names: by its id, by its name, or by both. */
export interface Choice {
  id: number | undefined;
  name: string | undefined;
}

/** What the person gave, read and checked by given.ts. */
export interface Given {
  campaign?: Choice;
  category?: Choice;
  client?: Choice;
  /** Zero when the guide takes no period. */
  days: number;
  /** Zero when the guide takes no limit. */
  limit: number;
  goal?: string;
  /** The moment at which the brief is written. */
  now: Date;
}

export type ArgumentName = "campaign" | "category" | "client" | "days" | "limit" | "goal";

export interface GuideArgument {
  about: string;
  required?: true;
  /** Of `days` and `limit`: what holds when nothing is given. */
  initial?: number;
}

/** What the agent fills in: the field of that name in an earlier answer, or what the words ask it to write. */
export class Blank {
  readonly words: string;

  constructor(words: string) {
    this.words = words;
  }
}

export const blank = (words: string): Blank => new Blank(words);

export type Value = string | number | boolean | Blank | readonly Value[];

export interface Call {
  tool: string;
  args: Readonly<Record<string, Value>>;
}

export interface Step {
  /** What to do, in the imperative, without a full stop: the call follows. */
  say: string;
  call?: Call;
  /** What to do with the answer. */
  after?: string;
  /** The whole step where the settings leave its tool out. A guide does not exist without a tool that has no such words. */
  otherwise?: string;
}

export interface Guide {
  name: string;
  title: string;
  /** For the person who chooses. */
  about: string;
  arguments: Partial<Record<ArgumentName, GuideArgument>>;
  goal: string;
  /** What to ask the person before the first call, if anything. */
  ask: (given: Given) => string | undefined;
  steps: (given: Given) => Step[];
  /** Prohibitions besides those of every guide. */
  never: readonly string[];
  report: string;
}

export const call = (tool: string, args: Call["args"] = {}): Call => ({ tool, args });

/** Which tool lists the records that a person may choose from, and under which names their id and name stand there. */
export const CHOICES = {
  campaign: { tool: "list_campaigns", id: "campaign_id", name: "name" },
  category: { tool: "list_lead_categories", id: "category_id", name: "name" },
  client: { tool: "list_clients", id: "id", name: "name" },
} as const;
export type ChoiceName = keyof typeof CHOICES;

/** The id of what the person chose, or the blank that the step of `find` fills. */
export function idOf(choice: Choice | undefined, name: ChoiceName): number | Blank {
  return choice?.id ?? blank(name === "client" ? "id of the client" : CHOICES[name].id);
}
