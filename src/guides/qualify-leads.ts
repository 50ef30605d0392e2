import { blank, call, type Guide, idOf } from "./guide.ts";
import { daysAgo, find, pageOf, readConversation, setCategory, within } from "./steps.ts";

export const qualifyLeads: Guide = {
  name: "qualify_leads",
  title: "Qualify the leads that replied",
  about:
    "Judge the leads that replied against your criteria, with the evidence, and file the result as category and note.",
  arguments: {
    campaign: { about: "Only this campaign, by name or id." },
    category: { about: "Only leads of this category, by name or id." },
    days: { about: "Only replies of the last days.", initial: 30 },
    limit: { about: "Most leads to judge.", initial: 20 },
    goal: { about: "What makes a lead worth the team's time: company size, role, need, budget, date." },
  },
  goal: "the person knows which leads deserve their time, in which order, and can see for each on what that rests.",
  ask: ({ goal }) =>
    goal === undefined
      ? "what makes a lead worth their time (which companies, which roles, which need, by when), and what rules one out."
      : undefined,
  steps: (given) => {
    const { limit, more } = pageOf(given);
    const { category } = given;
    return [
      ...find(given, "campaign"),
      {
        say: "Learn the account's categories",
        call: call("list_lead_categories"),
        after:
          category !== undefined && category.id === undefined
            ? "Find the one that the person named; without a row of exactly that name show the list and ask."
            : "",
      },
      {
        say: "Fetch the leads that replied",
        call: call("fetch_inbox_replies", {
          ...within(given),
          ...(category && { category_ids_in: [idOf(category, "category")] }),
          reply_time_between: [daysAgo(given, given.days), daysAgo(given, 0)],
          limit,
        }),
        after: more,
      },
      {
        say: "For each lead, see who it is",
        call: call("find_lead_by_email", { email: blank("lead_email") }),
        after: "Company, role and size stand in the record and its custom_fields; the campaigns it is in, too.",
      },
      readConversation(
        "Read what the lead wrote",
        "For each criterion note the words or the field that speak for or against it, or unknown. A claim in a mail is the lead's claim.",
      ),
      {
        say:
          "Show the person one table, best lead first: who and which company, each criterion with its evidence, the judgement " +
          "(qualified, promising, unclear, ruled out), the category and the note you would file",
        after: "Ask which rows to file. File only those, with the steps below.",
      },
      setCategory(),
      {
        say: "File the judgement with its evidence",
        call: call("create_note", {
          email_lead_map_id: blank("email_lead_map_id"),
          note_message: blank("judgement and evidence in three lines"),
        }),
        after: "A note cannot be changed afterwards.",
        otherwise: "Propose the notes in your report: writing them is left out here.",
      },
    ];
  },
  never: [
    "Mail anybody: this guide judges, it does not answer.",
    "File a category or a note that the person has not agreed to; the account's automations may react to a category.",
    "Fill a gap with a guess, or look a person up elsewhere unless asked to.",
  ],
  report:
    "the table in its final order, what was filed, which single question to each unclear lead would settle it, and what could not be read.",
};
