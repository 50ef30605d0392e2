import * as z from "zod";
import { campaignId, day, emailAddress, ids, limit, offset } from "../core/params.ts";
import { group, tool, type WirePlace } from "../core/tool.ts";

const leadListId = z.int().positive();
const listName = z.string().min(1);
const leadIds = ids(10_000);
const copyOrMove = z.enum(["copy", "move"]).describe("move takes them out of the source.");
const undocumented = z.record(z.string(), z.unknown()).optional().describe("Leave out.");

// All filters of the two routes that make leads inactive are strings in SmartLead's older reference ("Move Leads to Inactive
// from All Leads Page"), whatever they hold; the tools take numbers, lists and booleans.
const idText = z.int().positive().transform(String);
const idsText = z
  .array(z.int().positive())
  .min(1)
  .transform((list) => list.join(","));

/** Filters of both routes that make leads inactive. */
const sharedFilters = {
  status: z.string().optional().describe("As in search_leads."),
  lead_type: z.string().optional().describe("As in search_leads."),
  lead_category_ids: idsText.optional(),
  email_status: z.string().optional(),
  team_member_id: idText.optional(),
};

const sharedFilterWire = {
  status: "body.filters.status",
  lead_type: "body.filters.leadType",
  lead_category_ids: "body.filters.leadCategoryIds",
  email_status: "body.filters.emailStatus",
  team_member_id: "body.filters.teamMemberId",
} as const satisfies Record<string, WirePlace>;

/** "4 leads (7, 8, 9, …)": how many, and the first few of them. */
function leadsNamed(all: readonly (string | number)[] = []): string {
  const few = all.slice(0, 3).join(", ") + (all.length > 3 ? ", …" : "");
  return `${all.length} lead${all.length === 1 ? "" : "s"}${few && ` (${few})`}`;
}

/** What `all_leads` means under these filters: without any, really all. */
function allLeads(filters: Readonly<Record<string, unknown>>, whole: string): string {
  const narrowed = Object.entries(filters).map(([name, value]) => `${name} ${value}`);
  return narrowed.length === 0 ? `EVERY lead of ${whole}` : `every lead of ${whole} with ${narrowed.join(", ")}`;
}

const VERBS = { copy: "Copy", move: "Move" };

export const leadLists = group("lead_lists", "Lists of leads outside campaigns, and where their leads go.", [
  tool({
    name: "list_lead_lists",
    title: "List lead lists",
    about:
      "The account's lead lists with their lead counts, by name or tag. The leads of a list: search_leads with lead_list_id.",
    asked:
      "which lists, audiences, segments, my lists, show lists, contact lists, get all lists, find list by name, " +
      "overview of lists, prospect lists, how many lists, folders of leads, what lists are there, list names, " +
      "search lists, lists with tag, show all lead lists, existing lists with counts, lists by tag, " +
      "names of lists",
    effect: "read",
    route: "GET /lead-list/",
    input: {
      list_name: z.string().min(1).optional().describe("Part of the name."),
      tag_ids: z.array(z.int().positive()).min(1).optional().describe("Only lists with these tags."),
      offset,
      // Up to 1000, but so many rows fill an agent's context: fetched only when asked for.
      limit: limit(1000, 100),
    },
    wire: { list_name: "query.listName", tag_ids: "query.tagIds" },
    returns: { rows: "data.lists", of: "lead_list" },
    example: { list_name: "Prospects", limit: 10 },
  }),
  tool({
    name: "get_lead_list",
    title: "Get a lead list",
    about: "Name and lead counts of one list, not its leads: search_leads with lead_list_id has those.",
    asked:
      "size of a list, how many people are in a list, list details, name of list, open one list, info, " +
      "how big is a list, number of leads in list, show list, look at list, how long is the list, " +
      "one particular list, count in list, counts, how large is a list, info about one list, lead count of list",
    effect: "read",
    route: "GET /lead-list/{lead_list_id}",
    input: { lead_list_id: leadListId },
    returns: { one: "data", of: "lead_list" },
    example: { lead_list_id: 500 },
  }),
  tool({
    name: "create_lead_list",
    title: "Create a lead list",
    about: "Makes an empty list and answers with its id. Fill it with import_leads_to_list or push_leads_to_list.",
    asked:
      "new list, segment, audience, make a list, empty container for contacts, set up a list, add a list, " +
      "start a new prospect list, create segment for, open a new list, empty list, bucket for leads, " +
      "list called, make new list of leads, add an empty list, open a list for",
    effect: "write",
    route: "POST /lead-list/",
    input: { list_name: listName },
    wire: { list_name: "body.listName" },
    confirm: ({ list_name }) => `Create the lead list ${list_name}?`,
    returns: { one: "data", of: "lead_list" },
    example: { list_name: "Q1 prospects" },
  }),
  tool({
    name: "update_lead_list",
    title: "Rename a lead list",
    about: "Gives a list a new name; its leads stay as they are. Tags: assign_lead_list_tags.",
    asked:
      "rename list, change the name of a list, call it differently, new title, edit list, update list name, " +
      "retitle, list should be named, wrong list name, relabel list, change list name, rename a lead list, " +
      "give list a new title",
    effect: "write",
    route: "PUT /lead-list/{lead_list_id}",
    input: { lead_list_id: leadListId, list_name: listName },
    wire: { list_name: "body.listName" },
    confirm: ({ lead_list_id, list_name }) => `Rename lead list ${lead_list_id} to ${list_name}?`,
    returns: { one: "data", of: "lead_list" },
    example: { lead_list_id: 500, list_name: "Q1 prospects, updated" },
  }),
  tool({
    name: "delete_lead_list",
    title: "Delete a lead list",
    about: "Deletes the list for good; its leads stay in the account.",
    asked:
      "drop list, remove list, get rid of a list, erase segment, list no longer needed, delete a prospect list, " +
      "throw list away, nuke list, clear away list, list is obsolete, delete list, remove lead list, " +
      "get rid of an old list",
    effect: "destructive",
    route: "DELETE /lead-list/{lead_list_id}",
    input: { lead_list_id: leadListId },
    confirm: ({ lead_list_id }) => `Delete lead list ${lead_list_id}? Its leads stay in the account.`,
    returns: "done",
    example: { lead_list_id: 500 },
  }),
  tool({
    name: "import_leads_to_list",
    title: "Import leads to a list",
    about:
      "Adds new people to a lead list; nobody is mailed. For people who are in the account already use push_leads_to_list " +
      "or move_leads_between_lists; straight into a campaign: add_leads_to_campaign.",
    asked:
      "upload contacts into a list, csv, load people, fill a list, add prospects to a list, bulk add, " +
      "put into list, new contacts without a campaign, save contacts to a list, add people without sending, " +
      "add new leads to list, put spreadsheet into list, load CRM contacts, store leads without sending, " +
      "put people on a list, save prospects for later, append to list, ingest csv to list, " +
      "bring contacts into a list, upload csv to list, add leads to a list, put new people on list",
    effect: "write",
    route: "POST /lead-list/{lead_list_id}/import",
    input: {
      lead_list_id: leadListId,
      lead_list: z.array(
        z.strictObject({
          email: emailAddress("Address."),
          first_name: z.string().optional(),
          last_name: z.string().optional(),
          // `company` in the example of https://api.smartlead.ai/api-reference/lead-lists/import-leads
          company_name: z.string().optional(),
          phone_number: z.string().optional(),
          website: z.string().optional(),
          custom_fields: z.record(z.string(), z.string()).optional().describe("Variables of the email texts, by name."),
        }),
      ),
      file_name: z.string().min(1).describe("Label of this import."),
      ignore_global_block_list: z.boolean().optional().describe("true takes blocked leads."),
      email_fields_added: undocumented,
      custom_fields: undocumented.nullable(),
    },
    wire: {
      lead_list: "body.leadList",
      file_name: "body.fileName",
      ignore_global_block_list: "body.csvSettings.ignoreGlobalBlockList",
      email_fields_added: "body.emailFieldsAdded",
      custom_fields: "body.customFields",
    },
    leads: { named: "lead_list" },
    confirm: ({ lead_list_id, lead_list, ignore_global_block_list }) =>
      `Import ${leadsNamed(lead_list.map(({ email }) => email))} to lead list ${lead_list_id}` +
      `${ignore_global_block_list ? ", even those on the block list" : ""}?`,
    returns: { one: "data" },
    example: {
      lead_list_id: 500,
      lead_list: [{ email: "ada@example.com", first_name: "Ada" }],
      file_name: "prospects.csv",
      ignore_global_block_list: false,
    },
  }),
  tool({
    name: "move_leads_between_lists",
    title: "Move leads between lists",
    about:
      "Copies or moves leads to another lead list: either chosen lead_ids or, with from_list_id, all leads of that list. " +
      "Into a campaign: push_leads_to_campaign.",
    asked:
      "copy list, transfer, shift contacts to another list, merge lists, combine, from one list to another, " +
      "move people to another list, split list, reorganise lists, duplicate leads into second list, " +
      "relocate leads, clean up lists, reassign to other list, duplicate list members, move leads to other list, " +
      "copy leads over, from list a to list b, transfer contacts",
    effect: "write",
    // The doubled segment is documented: https://api.smartlead.ai/api-reference/lead-lists/push-between-lists
    route: "POST /leads/leads/push-between-lists",
    input: {
      action: copyOrMove,
      lead_ids: leadIds.optional(),
      from_list_id: z.int().positive().optional().describe("Source list, instead of lead_ids."),
      to_list_id: z.int().positive().describe("Target list."),
    },
    wire: { lead_ids: "body.leadIds", from_list_id: "body.fromListId", to_list_id: "body.toListId" },
    leads: { named: "lead_ids", lists: "from_list_id" },
    confirm: ({ action, lead_ids, from_list_id, to_list_id }) =>
      `${VERBS[action]} ${from_list_id === undefined ? leadsNamed(lead_ids) : `all leads of list ${from_list_id}`} ` +
      `to lead list ${to_list_id}?`,
    returns: { one: "data" },
    example: { action: "move", lead_ids: [2_327_022_754], to_list_id: 501 },
  }),
  tool({
    name: "push_leads_to_campaign",
    title: "Push leads to a campaign",
    about:
      "Puts leads of the account into a campaign, which mails them by itself once active. Choose a lead list, lead_ids (of it) " +
      "or all_leads; campaign_id or campaign_name, which creates a missing campaign. New people: add_leads_to_campaign.",
    asked:
      "enroll a list, use list in campaign, send list to campaign, add existing leads to campaign, " +
      "start mailing a list, assign list to campaign, transfer to campaign, launch a list, " +
      "mail everyone on a list, existing contacts into a campaign, start outreach to list, " +
      "load list into campaign, add selected leads to campaign, push list, contact the people on my list, " +
      "use saved leads in campaign, feed campaign from list, enrol existing leads, " +
      "send stored leads into outreach, from list to campaign, move list into campaign, add a list to outreach, " +
      "send list leads to campaign, launch leads from list",
    effect: "sends_email",
    route: "POST /leads/push-to-campaign",
    input: {
      campaign_id: campaignId.optional(),
      campaign_name: z.string().min(1).optional().describe("Instead of campaign_id; created if missing."),
      action: copyOrMove,
      lead_list_id: leadListId.optional(),
      lead_ids: leadIds.optional(),
      all_leads: z.boolean().optional().describe("true: every lead of the account, without list or ids."),
      csv_settings: undocumented,
      filters: undocumented,
    },
    wire: {
      campaign_id: "body.campaignId",
      campaign_name: "body.campaignName",
      lead_list_id: "body.leadList.listId",
      lead_ids: "body.leadList.leadIds",
      all_leads: "body.leadList.allLeads",
      csv_settings: "body.csvSettings",
    },
    // Moving takes the leads out of where they were, and the call does not say which campaigns that are.
    // https://api.smartlead.ai/api-reference/lead-lists/push-to-campaign
    reach: ({ action }) => (action === "move" ? "account" : "named"),
    leads: { named: "lead_ids", lists: "lead_list_id", all: { flag: "all_leads", of: "account" } },
    confirm: ({ action, campaign_id, campaign_name, lead_list_id, lead_ids, all_leads }) => {
      const source = lead_list_id === undefined ? "" : ` of lead list ${lead_list_id}`;
      const who = all_leads ? "EVERY lead of the account" : `${lead_ids ? leadsNamed(lead_ids) : "all leads"}${source}`;
      const target = campaign_id ?? `${campaign_name ?? "without a name"} (created if missing)`;
      return `${VERBS[action]} ${who} to campaign ${target}? An active campaign mails them.`;
    },
    returns: { one: "data" },
    example: { campaign_id: 1_456_022, action: "copy", lead_ids: [2_327_022_754] },
  }),
  tool({
    name: "assign_lead_list_tags",
    title: "Tag lead lists",
    about:
      "Adds tags to lead lists and removes others in the same step; removing alone is not possible, tag_ids is required.",
    asked:
      "label lists, tag a list, categorise lists, untag lists, tags of a list, list tags, add tags to lists, " +
      "attach label to lists, mark lists, mark lists with, change tags of lists, remove tag from list, " +
      "group lists, tag list, label a lead list, untag list, add label to list",
    effect: "write",
    route: "POST /lead-list/assign-tags",
    input: {
      lead_list_ids: ids(10),
      tag_ids: ids(10),
      remove_tag_ids: ids(10).optional(),
    },
    wire: { lead_list_ids: "body.listIds", tag_ids: "body.tagIds", remove_tag_ids: "body.removeTagIds" },
    confirm: ({ lead_list_ids, tag_ids, remove_tag_ids }) =>
      `Add tags ${tag_ids.join(", ")} to lead lists ${lead_list_ids.join(", ")}` +
      `${remove_tag_ids ? ` and remove tags ${remove_tag_ids.join(", ")}` : ""}?`,
    returns: "done",
    example: { lead_list_ids: [500, 501], tag_ids: [1, 2], remove_tag_ids: [3] },
  }),
  tool({
    name: "push_leads_to_list",
    title: "Make leads inactive",
    about:
      "Puts leads from anywhere in the account into a lead list and makes them inactive: campaigns stop mailing them. Choose " +
      "lead_ids, or all_leads narrowed by filters. Of one campaign: push_campaign_leads_to_list.",
    asked:
      "deactivate, park, archive leads, inactivate, account-wide, stop leads and keep them in a list, " +
      "make dormant, retire, inactivate people in the whole account, take leads out of everything, " +
      "put leads aside, shelve contacts, mark inactive, move leads to list, " +
      "take people off all campaigns and store them, sideline, mothball, stop everyone with a category, " +
      "to inactive list, move bounced contacts aside, make leads inactive, " +
      "take contacts out of campaigns into a list, park everyone, archive contacts",
    effect: "write",
    route: "POST /leads/push-to-list",
    input: {
      lead_list_id: leadListId,
      action: copyOrMove.optional(),
      lead_ids: leadIds.optional(),
      // Required in the older reference, false by default in another source: sent always.
      all_leads: z.boolean().default(false).describe("Instead of lead_ids; only then filters count."),
      ...sharedFilters,
      campaign_id: idText.optional().describe("Only leads of this campaign."),
      uncategorized: z.boolean().transform(String).optional(),
      email_account_id: idText.optional(),
      email_campaign_seq_id: idText.optional(),
      campaign_tag_id: idText.optional(),
      client_id: idText.optional(),
      reply_date_from: day("Replied from.").optional(),
      reply_date_to: day("Replied until.").optional(),
      imported_date: day("Imported on.").optional(),
      lead_email: z.string().optional(),
      tag_ids: idsText.optional().describe("Tags of the leads."),
      esp_domain_type: z.string().optional().describe("Mail provider."),
      seg_type: z.string().optional(),
    },
    wire: {
      lead_list_id: "body.listId",
      lead_ids: "body.leadIds",
      all_leads: "body.allLeads",
      ...sharedFilterWire,
      campaign_id: "body.filters.campaignId",
      uncategorized: "body.filters.unCategorized",
      email_account_id: "body.filters.emailAccountId",
      email_campaign_seq_id: "body.filters.emailCampaignSeqId",
      campaign_tag_id: "body.filters.campaignTagId",
      client_id: "body.filters.clientId",
      reply_date_from: "body.filters.replyDateFrom",
      reply_date_to: "body.filters.replyDateTo",
      imported_date: "body.filters.importedDate",
      lead_email: "body.filters.leadEmail",
      tag_ids: "body.filters.tagIds",
      esp_domain_type: "body.filters.espDomainType",
      seg_type: "body.filters.segType",
    },
    reach: "account",
    leads: { named: "lead_ids", all: { flag: "all_leads", of: "account" } },
    confirm: ({ lead_list_id, action, lead_ids, all_leads, ...filters }) =>
      `${action ? VERBS[action] : "Push"} ${all_leads ? allLeads(filters, "the account") : leadsNamed(lead_ids)} ` +
      `to lead list ${lead_list_id} and make them inactive?`,
    returns: "done",
    example: { lead_list_id: 500, action: "move", lead_ids: [2_327_022_754] },
  }),
  tool({
    name: "push_campaign_leads_to_list",
    title: "Make leads of a campaign inactive",
    about:
      "Moves leads of one campaign into a lead list and makes them inactive: the campaign stops mailing them. Choose them by " +
      "email_lead_map_ids (not lead ids), or all_leads narrowed by filters.",
    asked:
      "park, deactivate leads of a campaign, move from campaign to list, take leads out of campaign into list, " +
      "back to a list, archive campaign leads, retire, remove leads from campaign but keep them in list, " +
      "save bounced leads in a list, push non responders to a list, recycle leads, shelve campaign leads, " +
      "move campaign leads to list, clear finished leads from campaign, sideline campaign leads, " +
      "store leads of a campaign in a list, pull people out of the campaign into list, export leads to list, " +
      "move leads from a campaign back to a list, park campaign leads, make campaign leads inactive",
    effect: "write",
    route: "POST /leads/campaign/push-to-list",
    input: {
      // Both ids are strings in SmartLead's older reference.
      campaign_id: campaignId.transform(String),
      lead_list_id: leadListId.transform(String),
      email_lead_map_ids: ids(10_000).optional(),
      all_leads: z.boolean().optional().describe("Instead of ids; only then filters count."),
      ...sharedFilters,
      archived_from_all_campaign: z.boolean().optional().describe("Also leads archived in all campaigns."),
    },
    wire: {
      campaign_id: "body.campaignId",
      lead_list_id: "body.listId",
      email_lead_map_ids: "body.leadMapIds",
      all_leads: "body.allLeads",
      ...sharedFilterWire,
      archived_from_all_campaign: "body.archivedFromAllCampaign",
    },
    leads: { named: "email_lead_map_ids", all: { flag: "all_leads", of: "campaign" } },
    confirm: ({ campaign_id, lead_list_id, email_lead_map_ids, all_leads, archived_from_all_campaign, ...filters }) => {
      const who = all_leads
        ? allLeads(filters, `campaign ${campaign_id}`)
        : `${leadsNamed(email_lead_map_ids)} of campaign ${campaign_id}`;
      const archived = archived_from_all_campaign ? ", archived ones included," : "";
      return `Move ${who}${archived} to lead list ${lead_list_id} and make them inactive?`;
    },
    returns: "done",
    example: { campaign_id: 1_456_022, lead_list_id: 500, email_lead_map_ids: [1_907_336_085] },
  }),
]);
