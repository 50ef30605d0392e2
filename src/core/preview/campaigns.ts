/** The campaign that a call changes, and the subsequence that a lead is moved into. */
import { type Fact, plural, type Subject, type Teller } from "./fact.ts";
import { type Look, notThere } from "./look-ups.ts";
import { named, quoted } from "./quote.ts";

const campaignArgument = ({ args }: Subject) => args["campaign_id"] ?? args["parent_campaign_id"];

export const campaign: Teller = {
  what: "The campaign",
  concerns: (subject) => campaignArgument(subject) !== undefined,
  tell: async (subject) => {
    const { tool, look } = subject;
    const { words, status } = await describeCampaign(campaignArgument(subject), look);
    return {
      lines: [`Campaign ${words}.`, ...(tool.leads && tool.effect === "sends_email" ? [whatFollows(status)] : [])],
      decisive: { campaign: status },
    };
  },
};

/** A campaign by name and status, with its number of leads. */
export async function describeCampaign(campaignId: unknown, look: Look): Promise<{ words: string; status: string }> {
  const [found, { total }] = await Promise.all([
    look.one("get_campaign", { campaign_id: campaignId }),
    look.read("list_campaign_leads", { campaign_id: campaignId, limit: 1 }).catch(() => ({ total: undefined })),
  ]);
  if (found["campaign_id"] !== Number(campaignId)) throw notThere();
  const status = named(found["status"] ?? "status unknown");
  const size = total === undefined ? "number of leads unknown" : plural(total, "lead");
  return { words: `${campaignId}: ${quoted(found["name"] ?? "")}, ${status}, ${size}`, status };
}

/** What happens to leads that come into a campaign. */
function whatFollows(status: string): string {
  if (["DRAFTED", "PAUSED", "STOPPED"].includes(status)) {
    return "The campaign is not running: nobody is mailed until someone starts it.";
  }
  return status === "ACTIVE"
    ? "The campaign is running: mail to these people starts by itself."
    : "Reckon with mail to these people that starts by itself.";
}

export const subsequence: Teller = {
  what: "The subsequence",
  concerns: ({ args }) => args["sub_sequence_id"] !== undefined,
  tell: async ({ args, look }): Promise<Fact> => {
    const subsequenceId = args["sub_sequence_id"];
    const found = await look.one("get_campaign", { campaign_id: subsequenceId });
    if (found["campaign_id"] !== Number(subsequenceId)) throw notThere();
    const parent = found["parent_campaign_id"];
    const status = named(found["status"] ?? "status unknown");
    return {
      lines: [
        `Subsequence ${subsequenceId}: ${quoted(found["name"] ?? "")}, ${status}, ` +
          `${parent === undefined ? "which is NOT a subsequence but a campaign" : `of campaign ${parent}`}.`,
      ],
      decisive: { subsequence: status },
    };
  },
};
