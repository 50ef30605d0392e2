/**
 * One reply triage on the pretend account, by a real MCP client against the real server as a process of its own. What it
 * prints is what the tools answered; nothing is staged but the decisions of the person.
 */
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { raw, rows, text } from "../../core/records/read.ts";
import { version } from "../../version.ts";
import { Screen } from "./screen.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * @param program path of the built program, started as the server
 * @returns exit code 0 when every step worked
 */
export async function demo(program: string): Promise<number> {
  const screen = new Screen(process.stdout);
  const started = performance.now();
  const agent = await Agent.connect(program, screen);
  screen.line();
  screen.line(
    `  ${screen.style("bold", "smartlead-mcp")}  one reply triage on a pretend account: no key, no network, no real mail`,
  );
  const sorted = await triage(agent, screen);
  await agent.close();

  screen.line();
  screen.line(
    `  ${screen.style(["bold", "green"], "Done.")} ${sorted}; ${agent.calls} tool calls in ` +
      `${((performance.now() - started) / 1000).toFixed(1)} s, ${agent.questions} questions asked, nothing sent unasked.`,
  );
  screen.line(
    `  ${screen.style("dim", "Your own account: set SMARTLEAD_API_KEY and add smartlead-mcp to your MCP client; the README shows how.")}`,
  );
  screen.line();
  return 0;
}

async function triage(agent: Agent, screen: Screen): Promise<string> {
  screen.step(1, "Read the new replies", "fetch_inbox_replies");
  const inbox = await agent.call("fetch_inbox_replies", { limit: 12, fetch_message_history: true, unassigned: true });
  const replies = rows(inbox["items"]);
  screen.say(
    `${replies.length} people answered and nobody has sorted them yet${inbox["next"] ? ", and there are more" : ""}.`,
  );
  screen.line();
  for (const reply of replies.slice(0, 8)) {
    const words = text(raw(reply["last_message"])["text"]) ?? "";
    screen.row([
      [text(reply["lead"]) ?? "", 18, "bold"],
      [text(reply["campaign"]) ?? "", 16, "dim"],
      [words, 40],
    ]);
  }
  const chosen = replies.find((reply) => isPricingQuestion(reply)) ?? first(replies);
  const name = text(chosen["lead"]) ?? "the lead";

  screen.step(2, `Open the conversation with ${name}`, "fetch_message_history");
  const history = await agent.call("fetch_message_history", {
    campaign_id: chosen["campaign_id"],
    lead_id: chosen["lead_id"],
  });
  const messages = rows(history["items"]);
  for (const message of messages) showMessage(screen, message, name);
  const question = messages.filter((message) => message["type"] === "REPLY").at(-1) ?? first(messages);

  screen.step(3, "Sort it", "update_category");
  const categories = rows((await agent.call("list_lead_categories", {}))["items"]);
  const category = categories.find((row) => row["name"] === "Information Request") ?? first(categories);
  await agent.call("update_category", {
    email_lead_map_id: chosen["email_lead_map_id"],
    category_id: category["category_id"],
  });
  const row = await agent.call("get_inbox_lead", { email_lead_map_id: chosen["email_lead_map_id"] });
  if (row["category_id"] !== category["category_id"]) throw new Error("the category did not change");
  screen.good(`${name} is now "${text(category["name"])}" (read back from the account)`);

  screen.step(4, "Answer it", "reply_to_lead");
  screen.say("Sending mail is never silent. The server stops and asks the person:");
  await agent.call("reply_to_lead", {
    campaign_id: chosen["campaign_id"],
    email_stats_id: question["stats_id"],
    reply_message_id: question["message_id"],
    reply_email_time: question["time"],
    to_email: question["from"] ?? chosen["lead_email"],
    email_body: answerFor(name),
    add_signature: true,
  });
  const after = rows(
    (await agent.call("fetch_message_history", { campaign_id: chosen["campaign_id"], lead_id: chosen["lead_id"] }))[
      "items"
    ],
  );
  if (after.length !== messages.length + 1) throw new Error("the reply is not in the conversation");
  screen.good("queued at SmartLead, and there it is in the conversation:");
  showMessage(screen, after.at(-1) ?? {}, name);

  screen.step(5, "Move it on", "push_to_subsequence");
  const campaigns = rows((await agent.call("list_campaigns", {}))["items"]);
  const subsequence = campaigns.find((campaign) => campaign["parent_campaign_id"] === chosen["campaign_id"]);
  if (subsequence === undefined) throw new Error("the campaign has no subsequence");
  await agent.call("push_to_subsequence", {
    email_lead_map_id: chosen["email_lead_map_id"],
    sub_sequence_id: subsequence["campaign_id"],
    sub_sequence_delay_time: 3,
  });
  const pushed = await agent.call("get_inbox_lead", { email_lead_map_id: chosen["email_lead_map_id"] });
  if (pushed["is_pushed_to_sub_sequence"] !== true) throw new Error("the lead was not pushed");
  screen.good(`${name} follows "${text(subsequence["name"])}" from here, in 3 days`);
  return "1 conversation read, sorted, answered and moved on";
}

function isPricingQuestion(reply: Values): boolean {
  return /\b(price|pricing|cost|how much)\b/i.test(text(raw(reply["last_message"])["text"]) ?? "");
}

function answerFor(name: string): string {
  return (
    `<p>Hi ${name.split(" ")[0]},</p>` +
    "<p>thanks for asking. It depends on the number of mailboxes; up to 10 it is 49 a month, and the first month is free.</p>" +
    "<p>Shall I send you the full price list, or would a short call be easier?</p>"
  );
}

function showMessage(screen: Screen, message: Values, lead: string): void {
  const ours = message["type"] === "SENT";
  const when = (text(message["time"]) ?? "").slice(0, 16).replace("T", " ");
  const hidden = message["hidden_text_removed"] ? "  (hidden text removed)" : "";
  screen.box(
    `${ours ? "us" : (text(message["from"]) ?? lead)}, ${when}${hidden}`,
    text(message["text"]) ?? "",
    ours ? "dim" : "yellow",
  );
}

function first(list: readonly Values[]): Values {
  const [one] = list;
  if (one === undefined) throw new Error("the answer holds no rows");
  return one;
}

/** The client side of the demo: an MCP client that shows the server's questions and says yes. */
class Agent {
  calls = 0;
  questions = 0;
  private readonly client: Client;

  static async connect(program: string, screen: Screen): Promise<Agent> {
    const agent = new Agent(screen);
    // The server gets a clean environment: the demo never touches a person's key.
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [program, "serve", "--sandbox", "--log-level", "warn"],
      stderr: "inherit",
    });
    await agent.client.connect(transport);
    return agent;
  }

  private constructor(screen: Screen) {
    this.client = new Client(
      { name: "smartlead-mcp-demo", version },
      { capabilities: { elicitation: {} }, versionNegotiation: { mode: "auto" } },
    );
    this.client.setRequestHandler("elicitation/create", ({ params }) => {
      this.questions += 1;
      screen.box("The server asks", params.message, "magenta");
      screen.line(
        `    ${screen.style("magenta", "You:")} yes ${screen.style("dim", "(in your client, this is your decision)")}`,
      );
      return { action: "accept" as const, content: {} };
    });
  }

  async call(name: string, args: Values): Promise<Values> {
    this.calls += 1;
    const result = await this.client.callTool({ name, arguments: { ...args } });
    const structured = raw(result.structuredContent);
    if (result.isError) throw new Error(`${name}: ${JSON.stringify(structured["error"])}`);
    return structured;
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
