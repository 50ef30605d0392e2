import * as z from "zod";
import { limit, offset } from "../core/params.ts";
import { group, tool, type WirePlace } from "../core/tool.ts";

const nameBeginning = z.string().min(1).max(255).optional();

const lookupPage = { offset, limit: limit(100), search: nameBeginning };

/** These lists document no maximum. https://api.smartlead.ai/api-reference/smart-prospect/company */
const openPage = { offset, limit: z.int().min(1).default(100) };
const suggestPage = { ...openPage, search: z.string().min(1).optional() };

/** Names travel as one string of 1-255 characters. https://api.smartlead.ai/api-reference/smart-prospect/cities */
const names = (about: string) =>
  z
    .array(z.string())
    .refine((list) => /^.{1,255}$/.test(list.join(",")), { error: "expected 1-255 characters over all names" })
    .optional()
    .describe(about);

const lookup = { effect: "read", host: "prospect", returns: { rows: "data" } } as const;

const filterId = z.int().positive().describe("From search_contacts.");
const searchId = z.int().positive().describe("From list_saved_searches.");
const contactIds = z.array(z.string().min(1)).min(1);
const searchName = z.string().min(1).max(255).describe("New name.");

/**
 * The ceiling is checked but not advertised: in more than twenty parameters it would cost every agent a hundred
 * tokens. What a search refuses need not be saved either. https://api.smartlead.ai/api-reference/smart-prospect/search-contacts
 */
const values = z
  .array(z.string())
  .refine((list) => list.length <= 2000, { error: "at most 2000 values; split the call" })
  .optional();

/** What a contact search can ask for. */
const criteria = {
  name: values,
  first_name: values,
  last_name: values,
  title: values,
  exclude_title: values,
  include_title: values,
  exclude_company: values,
  exclude_company_domain: values,
  include_company: values,
  include_company_domain: values,
  department: values,
  level: values,
  company_name: values,
  company_domain: values,
  company_keyword: values,
  company_head_count: values,
  company_revenue: values,
  company_industry: values,
  company_sub_industry: values,
  city: values,
  state: values,
  country: values,
  dont_display_owned_contact: z.boolean().optional().describe("Leave out contacts already bought."),
  title_exact_match: z.boolean().optional(),
  company_exact_match: z.boolean().optional(),
  company_domain_exact_match: z.boolean().optional(),
};

const criteriaWire = {
  first_name: "body.firstName",
  last_name: "body.lastName",
  exclude_title: "body.excludeTitle",
  include_title: "body.includeTitle",
  exclude_company: "body.excludeCompany",
  exclude_company_domain: "body.excludeCompanyDomain",
  include_company: "body.includeCompany",
  include_company_domain: "body.includeCompanyDomain",
  company_name: "body.companyName",
  company_domain: "body.companyDomain",
  company_keyword: "body.companyKeyword",
  company_head_count: "body.companyHeadCount",
  company_revenue: "body.companyRevenue",
  company_industry: "body.companyIndustry",
  company_sub_industry: "body.companySubIndustry",
  dont_display_owned_contact: "body.dontDisplayOwnedContact",
  title_exact_match: "body.titleExactMatch",
  company_exact_match: "body.companyExactMatch",
  company_domain_exact_match: "body.companyDomainExactMatch",
} as const satisfies { readonly [Name in keyof typeof criteria]?: WirePlace };

const person = z
  .strictObject({
    first_name: z.string().min(1),
    last_name: z.string().min(1),
    company_domain: z.string().min(1).describe("Such as example.com."),
  })
  .transform(({ first_name, last_name, company_domain }) => ({
    firstName: first_name,
    lastName: last_name,
    companyDomain: company_domain,
  }));

export const smartProspect = group(
  "smart_prospect",
  "SmartLead's contact database: searching people, buying their email addresses with credits, reading what was bought.",
  [
    tool({
      name: "search_contacts",
      title: "Search the contact database",
      about:
        "Finds people to contact, free. Criteria match by name; tools such as list_prospect_industries give the exact words. Emails are placeholders " +
        "until buy_contacts buys them with the filter_id of the answer. Next page: same criteria plus scroll_id.",
      asked:
        "find new prospects, prospecting, people search, B2B database, decision makers, CEOs, founders, " +
        "lead finder, companies in, titles, who works at, find leads, ideal customer, ICP, build a target list, " +
        "SmartProspect, look for people, search prospects, marketing managers in, sales directors, heads of, " +
        "companies with employees, find potential customers, by industry and title, prospects in a city, " +
        "new leads from the database, lookalike, SaaS, owners, who could we sell to, source leads, " +
        "hunt for prospects, VPs in, engineers at, potential buyers, people working at, " +
        "new contacts to reach out to, build a prospect list, target group, startups, CFO, search database, " +
        "find people by job title, search decision makers, look for companies' employees, " +
        "prospects by country and industry, find new leads, search CEOs",
      effect: "read",
      host: "prospect",
      route: "POST /search-email-leads/search-contacts",
      input: {
        ...criteria,
        limit: z.int().min(1).max(500).default(100),
        scroll_id: z.string().min(1).optional().describe("From the previous page."),
      },
      wire: criteriaWire,
      returns: { rows: "data.list", of: "contact" },
      cursor: { argument: "scroll_id", ofAnswer: "scroll_id" },
      example: { title: ["Head of Sales"], country: ["Germany"], limit: 10 },
    }),
    tool({
      name: "buy_contacts",
      title: "Buy contacts",
      about:
        "Buys contacts of a search: about one credit each. Give either contact_ids or limit; with limit a repeated call buys the " +
        "next ones. First get_prospect_search_analytics for credits and limits. Read them again free with list_fetched_contacts.",
      asked:
        "purchase prospects, unlock emails, reveal addresses, get real emails of found people, spend credits, " +
        "acquire, enrich search results, buy prospects, get emails for search results, pay for contacts, " +
        "fetch contacts with credits, reveal, purchase leads, export prospects, get the real addresses, " +
        "turn found people into contacts, spend credits on search results, take the first hundred results, " +
        "download prospects, buy contacts of a search, unlock found prospects, get real email addresses, " +
        "use credits for prospects",
      effect: "spends_money",
      host: "prospect",
      route: "POST /search-email-leads/fetch-contacts",
      input: {
        filter_id: filterId,
        contact_ids: contactIds.optional().describe("Ids from search_contacts to buy, instead of limit."),
        // Some accounts may buy 30000 at once; the documented ceiling holds for all.
        // https://api.smartlead.ai/api-reference/smart-prospect/fetch-contacts
        limit: z.int().min(1).max(10_000).optional().describe("How many to buy, 1-10000."),
        visual_limit: z
          .int()
          .min(1)
          .max(1000)
          .optional()
          .describe("Rows shown now (default 10); does not limit the purchase."),
        visual_offset: z.int().min(0).optional().describe("Rows to skip in what is shown."),
      },
      wire: { contact_ids: "body.id" },
      confirm: ({ filter_id, contact_ids, limit }) => {
        const many = contact_ids?.length ?? limit;
        return many === undefined
          ? `Buy contacts of search ${filter_id}? Neither limit nor contact_ids says how many credits that costs.`
          : `Buy ${many} contact${many === 1 ? "" : "s"} of search ${filter_id} for about ${many} credit${many === 1 ? "" : "s"}?`;
      },
      returns: { rows: "data.list", of: "contact" },
      example: { filter_id: 327_105, limit: 10, visual_limit: 10 },
    }),
    tool({
      name: "buy_contact_emails",
      title: "Find email addresses of people",
      about:
        "Looks up the work email addresses of named people by company domain; may cost a credit each. Five at a time are reliable, " +
        "ten often time out. To find a lead already in a campaign: find_lead_by_email.",
      asked:
        "email finder, what is someone's email, guess address by name and company, look up address, enrich, " +
        "work email of a named person, find email of someone, email lookup by name and domain, " +
        "search address of a person, discover work email, first name last name company, " +
        "how do I reach this person, contact details of a named person, address of somebody at a company, " +
        "email for first and last name, discover mail, reverse lookup by name, find an email by name and company, " +
        "look up work email, email address of a specific person",
      effect: "spends_money",
      host: "prospect",
      route: "POST /search-email-leads/search-contacts/find-emails",
      input: { contacts: z.array(person).min(1).max(10) },
      confirm: ({ contacts }) =>
        `Look up the email address${contacts.length === 1 ? "" : "es"} of ` +
        `${contacts.map(({ firstName, lastName, companyDomain }) => `${firstName} ${lastName} (${companyDomain})`).join(", ")} ` +
        `for up to ${contacts.length} credit${contacts.length === 1 ? "" : "s"}?`,
      returns: { rows: "data", of: "found_email" },
      example: { contacts: [{ first_name: "John", last_name: "Doe", company_domain: "example.com" }] },
    }),
    tool({
      name: "list_fetched_contacts",
      title: "List bought contacts",
      about:
        "Contacts already bought with buy_contacts, with their real email addresses, free. Give either filter_id or contact_ids, " +
        "never both; everything else goes with filter_id.",
      asked:
        "purchased prospects, unlocked contacts, already paid for, acquired people, show what I bought, " +
        "verified emails, catch-all, show bought leads, contacts we own, unlocked leads, emails we purchased, " +
        "view fetched contacts, results of purchase, our purchased people, contacts from an earlier purchase, " +
        "read bought emails, show purchased leads again, bought prospects, list purchased contacts, " +
        "emails already unlocked, contacts we paid for",
      effect: "read",
      host: "prospect",
      route: "POST /search-email-leads/get-contacts",
      input: {
        filter_id: filterId.optional(),
        contact_ids: contactIds
          .max(200, { error: "at most 200 ids; split the call" })
          .optional()
          .describe("At most 200."),
        // Not sent unless given: it is documented together with filter_id only.
        // https://api.smartlead.ai/api-reference/smart-prospect/get-contacts
        limit: z.int().min(1).max(1000).optional(),
        offset,
        search: z.string().min(1).optional().describe("First, last or full name."),
        verification_status: z.enum(["valid", "catch_all", "invalid"]).optional(),
        catch_all_status: z
          .enum([
            "catch_all_verified",
            "catch_all_soft_bounced",
            "catch_all_hard_bounced",
            "catch_all_unknown",
            "catch_all_bounced",
          ])
          .optional(),
      },
      wire: { contact_ids: "body.id" },
      returns: { rows: "data.list", of: "contact" },
      example: { filter_id: 327_105, limit: 50, verification_status: "valid" },
    }),
    tool({
      name: "review_contacts",
      title: "Refresh bought contacts",
      about:
        "Recounts status and verification of the contacts bought from a search and returns the counts. To read the contacts: " +
        "list_fetched_contacts.",
      asked:
        "verification status, re-verify, recheck, recount, update counts of purchased prospects, validate, " +
        "refresh metrics of bought contacts, update verification, check emails again, re-validate, review, " +
        "are the bought emails still valid, bring counts up to date, verification refresh, valid or catch-all, " +
        "update status of purchased contacts, refresh verification, recount bought contacts",
      effect: "write",
      host: "prospect",
      route: "PATCH /search-email-leads/review-contacts/{filter_id}",
      input: { filter_id: filterId },
      confirm: ({ filter_id }) => `Refresh the status of the contacts bought from search ${filter_id}?`,
      returns: { one: "data" },
      example: { filter_id: 327_105 },
    }),
    tool({
      name: "save_contact_search",
      title: "Save a contact search",
      about:
        "Saves the criteria of search_contacts under a name, without searching. The answer has no id: list_saved_searches has. " +
        "Criteria cannot be changed or deleted later.",
      asked:
        "keep filter, store search, bookmark, remember these criteria, save prospect filter, save filter, " +
        "save search criteria, save this audience, store prospect search under a name, reuse later, " +
        "don't lose these filters, save query, keep criteria for later, name a search, save target group, " +
        "save a prospect search, store filter criteria, name this filter",
      effect: "write",
      host: "prospect",
      route: "POST /search-email-leads/search-filters/save-search",
      input: {
        search_string: z.string().min(1).describe("Name of the search."),
        ...criteria,
        limit: z.int().min(1).max(10_000).optional().describe("Result limit kept with the search."),
      },
      wire: criteriaWire,
      confirm: ({ search_string }) => `Save the contact search ${search_string}? It cannot be deleted through the API.`,
      returns: "done",
      example: { search_string: "Heads of Sales in Germany", title: ["Head of Sales"], country: ["Germany"] },
    }),
    tool({
      name: "list_saved_searches",
      title: "List saved contact searches",
      about:
        "Contact searches that someone named and saved, with their criteria. To run one again, pass its criteria to search_contacts.",
      asked:
        "stored filters, my filters, bookmarked searches, kept searches, show saved, list saved filters, " +
        "find my saved prospect search, which searches did I save, saved audiences, filters I kept, " +
        "search templates, show stored searches, reuse, saved filters, list stored searches, " +
        "my saved prospect searches",
      effect: "read",
      host: "prospect",
      route: "GET /search-email-leads/search-filters/saved-searches",
      input: openPage,
      returns: { rows: "data.savedSearches", of: "contact_search" },
      example: { limit: 10 },
    }),
    tool({
      name: "list_recent_searches",
      title: "List recent contact searches",
      about: "Contact searches made lately, saved or not, with their criteria.",
      asked:
        "search history, last searches, what did I look for lately, previous prospect searches, yesterday, " +
        "recently searched, latest prospect searches, history of searches, last used filters, " +
        "what did we search last week, my last prospecting queries, past searches, recent prospect searches, " +
        "latest filters used, what did we search",
      effect: "read",
      host: "prospect",
      route: "GET /search-email-leads/search-filters/recent-searches",
      input: openPage,
      returns: { rows: "data.recentSearches", of: "contact_search" },
      example: { limit: 10 },
    }),
    tool({
      name: "list_fetched_searches",
      title: "List searches with bought contacts",
      about: "Contact searches from which contacts were bought, with how many emails were found and verified.",
      asked:
        "purchased batches, searches we bought from, unlock history, paid searches, purchase history, " +
        "searches with purchased contacts, list of fetched searches, which searches did we spend credits on, " +
        "bought batches, lists of purchases, which filters led to purchases, fetched lists, purchase log, " +
        "searches with bought contacts, purchase batches, fetched filters",
      effect: "read",
      host: "prospect",
      route: "GET /search-email-leads/search-filters/fetched-searches",
      input: openPage,
      returns: { rows: "data.fetchedLeads", of: "contact_search" },
      example: { limit: 10 },
    }),
    tool({
      name: "update_saved_search",
      title: "Rename a saved search",
      about: "Renames a search of list_saved_searches; its criteria cannot be changed.",
      asked:
        "rename stored filter, change name of saved filter, call differently, edit, new name for saved search, " +
        "retitle search, update saved filter name, stored search should be called, relabel filter, " +
        "correct search name, rename saved filter, change title of stored search",
      effect: "write",
      host: "prospect",
      route: "PUT /search-email-leads/search-filters/save-search/{search_id}",
      input: { search_id: searchId, search_string: searchName },
      confirm: ({ search_id, search_string }) => `Rename saved search ${search_id} to ${search_string}?`,
      returns: "done",
      example: { search_id: 327_105, search_string: "Heads of Sales, DACH" },
    }),
    tool({
      name: "update_fetched_search",
      title: "Rename a fetched search",
      about: "Renames a search of list_fetched_searches; the contacts bought from it stay as they are.",
      asked:
        "rename purchased batch, change name of bought search, call differently, edit, new name for bought list, " +
        "retitle fetched, update name of purchased search, relabel purchase, purchased list should be called, " +
        "name of a fetched batch, rename purchased search, change title of bought batch",
      effect: "write",
      host: "prospect",
      route: "PUT /search-email-leads/search-filters/fetched-searches/{search_id}",
      input: { search_id: searchId, search_string: searchName },
      confirm: ({ search_id, search_string }) => `Rename fetched search ${search_id} to ${search_string}?`,
      returns: "done",
      example: { search_id: 327_107, search_string: "Heads of Sales, DACH" },
    }),
    tool({
      name: "get_prospect_search_analytics",
      title: "Get prospect credits and limits",
      about:
        "Credits left, daily and single purchase limits, what was bought today and this month. Free: look here before " +
        "buy_contacts or buy_contact_emails.",
      asked:
        "remaining credits, balance, quota, how many can I still buy, how many credits left, usage, " +
        "prospect allowance, spent this month, prospect credits, credit balance, limits, " +
        "how many contacts can I buy today, remaining quota, credit usage, credits spent, " +
        "can I still buy prospects, how much have we used, funds, consumption, remaining prospect purchases, " +
        "how many emails left, prospect credits left, how many contacts can we still fetch, credit limit and usage",
      effect: "read",
      host: "prospect",
      route: "GET /search-email-leads/search-analytics",
      input: { filter_id: filterId.optional() },
      returns: { one: "data" },
      example: { filter_id: 327_105 },
    }),
    tool({
      name: "get_prospect_reply_analytics",
      title: "Get replies of bought contacts",
      about: "How many bought contacts replied this month and last month. Replies of all leads: fetch_inbox_replies.",
      asked:
        "do purchased prospects answer, performance of bought leads, prospect reply rate, " +
        "this month versus last month, worth the money, replies from bought leads, " +
        "response of SmartProspect leads, are purchased contacts any good, reply rate of prospects bought, " +
        "success of purchased leads, did bought contacts respond, return on bought contacts, " +
        "SmartProspect replies, replies from purchased contacts, how do bought leads respond, " +
        "reply trend of prospects",
      effect: "read",
      host: "prospect",
      route: "GET /search-email-leads/reply-analytics",
      input: {},
      returns: { one: "data" },
      example: {},
    }),
    tool({
      name: "list_prospect_cities",
      title: "List cities for contact search",
      about: "City names that search_contacts knows, for its city.",
      asked:
        "towns, city filter values, metro, places, city names, which cities, cities in, city suggestions, " +
        "valid city, lookup city, is Berlin in the database, city autocomplete, municipality, cities for filter, " +
        "which towns, city options",
      ...lookup,
      returns: { rows: "data", id: "city_id" },
      route: "GET /search-email-leads/cities",
      input: { ...lookupPage, state: names("Only in these states."), country: names("Only together with state.") },
      example: { search: "Aus", state: ["Texas"], country: ["United States"] },
    }),
    tool({
      name: "list_prospect_states",
      title: "List states for contact search",
      about: "State names that search_contacts knows, for its state.",
      asked:
        "regions, provinces, counties, state filter values, state names, which states, US states, Bundesland, " +
        "valid state, lookup state, state autocomplete, Texas, California, federal states, states for filter, " +
        "which regions, state options",
      ...lookup,
      returns: { rows: "data", id: "state_id" },
      route: "GET /search-email-leads/states",
      input: { ...lookupPage, country: names("Only in these countries.") },
      example: { search: "Tex", country: ["United States"] },
    }),
    tool({
      name: "list_prospect_countries",
      title: "List countries for contact search",
      about: "Country names that search_contacts knows, for its country.",
      asked:
        "nations, country filter values, which countries are covered, geography, country names, " +
        "supported countries, available countries, valid country, lookup country, country autocomplete, Germany, " +
        "where can I search, countries for filter, which nations, country options",
      ...lookup,
      returns: { rows: "data", id: "country_id" },
      route: "GET /search-email-leads/countries",
      input: lookupPage,
      example: { search: "Uni" },
    }),
    tool({
      name: "list_prospect_departments",
      title: "List departments for contact search",
      about: "Department names that search_contacts knows, for its department.",
      asked:
        "business functions, teams such as marketing, finance, sales, engineering, HR, department filter values, " +
        "department names, available departments, job function, which departments, valid department, " +
        "lookup department, area of work, legal, IT, operations, departments for filter, business areas, " +
        "department options",
      ...lookup,
      returns: { rows: "data", id: "department_id" },
      route: "GET /search-email-leads/departments",
      input: lookupPage,
      example: { limit: 20 },
    }),
    tool({
      name: "list_prospect_levels",
      title: "List seniority levels for search",
      about: "Seniority levels that search_contacts knows, such as C-Level, for its level.",
      asked:
        "seniority, management level, director, VP, manager, C-level, rank, hierarchy, filter values, " +
        "seniority levels, available levels, which seniority, executive, entry level, senior, lookup seniority, " +
        "founder, owner, C-suite, executives, junior, career level, seniorities for filter, management ranks, " +
        "seniority options",
      ...lookup,
      returns: { rows: "data", id: "level_id" },
      route: "GET /search-email-leads/levels",
      input: lookupPage,
      example: { limit: 20 },
    }),
    tool({
      name: "list_prospect_head_counts",
      title: "List company sizes for search",
      about: "Company size bands that search_contacts knows, for its company_head_count. Copy the spelling exactly.",
      asked:
        "company size, number of employees, employee ranges, staff, headcount filter values, how big, " +
        "employee count ranges, size of company, size bands, small or large companies, 11-50 employees, " +
        "lookup size, workforce, company with how many people, small business, enterprise, " +
        "company sizes for filter, headcount options",
      ...lookup,
      returns: { rows: "data", id: "head_count_id" },
      route: "GET /search-email-leads/head-counts",
      input: lookupPage,
      example: { limit: 20 },
    }),
    tool({
      name: "list_prospect_industries",
      title: "List industries for contact search",
      about: "Industry names that search_contacts knows, for its company_industry.",
      asked:
        "sectors, verticals, branches, markets, industry filter values, industry names, available industries, " +
        "which industries, industry list, valid industry, lookup industry, line of business, field, trade, " +
        "healthcare, fintech, real estate, industries for filter, industry options",
      ...lookup,
      returns: { rows: "data", id: "industry_id" },
      route: "GET /search-email-leads/industries",
      input: { ...lookupPage, with_sub_industry: z.boolean().optional().describe("Add each one's sub-industries.") },
      wire: { with_sub_industry: "query.withSubIndustry" },
      example: { search: "Tech", with_sub_industry: true },
    }),
    tool({
      name: "list_prospect_sub_industries",
      title: "List sub-industries for contact search",
      about: "Sub-industry names that search_contacts knows, for its company_sub_industry.",
      asked:
        "niches, sub-sectors, specialities within an industry, subindustry filter values, finer industry, " +
        "sub-industry names, subcategories of an industry, within software, narrower industry, " +
        "lookup sub-industry, detailed industry, specialisation, segment of an industry, " +
        "sub-industries for filter, sub-sector options",
      ...lookup,
      returns: { rows: "data", id: "sub_industry_id" },
      route: "GET /search-email-leads/sub-industries",
      input: { ...lookupPage, industry_id: z.int().positive().optional().describe("From list_prospect_industries.") },
      example: { search: "Soft", industry_id: 1 },
    }),
    tool({
      name: "list_prospect_companies",
      title: "List companies for contact search",
      about: "Company names that search_contacts knows, for its company_name, include_company and exclude_company.",
      asked:
        "firms, organisations, employers, autocomplete company, company name suggestions, " +
        "exact spelling of a company, company names, look up company name, does the database know this company, " +
        "typeahead company, search companies, lookup company, find firm names, correct company name, " +
        "is a company in the database, companies for filter, company name lookup, organisation options",
      ...lookup,
      route: "GET /search-email-leads/company",
      input: suggestPage,
      example: { search: "Acme" },
    }),
    tool({
      name: "list_prospect_domains",
      title: "List company domains for search",
      about: "Company domains that search_contacts knows, for its company_domain and the other domain criteria.",
      asked:
        "firm websites, web address of companies, autocomplete domain, website suggestions, company domains, " +
        "company websites, lookup domain for filter, typeahead domain, search web addresses, lookup website, " +
        "which website does a firm have, domain autocomplete, company urls, domains for filter, website lookup, " +
        "company domain options",
      ...lookup,
      route: "GET /search-email-leads/domain",
      input: suggestPage,
      example: { search: "acme" },
    }),
    tool({
      name: "list_prospect_job_titles",
      title: "List job titles for search",
      about: "Job titles that search_contacts knows, for its title, include_title and exclude_title.",
      asked:
        "positions, roles, autocomplete title, head of, job names, occupation, designation, exact job title, " +
        "job titles, title names, spelling of titles, typeahead title, which titles, titles like, lookup title, " +
        "job autocomplete, what are jobs called, role names, profession, job titles for filter, position lookup, " +
        "role options",
      ...lookup,
      route: "GET /search-email-leads/job-title",
      input: suggestPage,
      example: { search: "Head of" },
    }),
    tool({
      name: "list_prospect_keywords",
      title: "List company keywords for search",
      about: "Company keywords that search_contacts knows, for its company_keyword.",
      asked:
        "buzzwords, topics, technologies, company keywords, tags of companies, keyword suggestions, keyword list, " +
        "available keywords, typeahead keyword, words describing companies, tech stack, lookup keyword, " +
        "keyword autocomplete, specialities of companies, products, keywords for filter, topic lookup, " +
        "keyword options",
      ...lookup,
      route: "GET /search-email-leads/keywords",
      input: suggestPage,
      example: { search: "market" },
    }),
    tool({
      name: "list_prospect_revenues",
      title: "List revenue bands for search",
      about: "Company revenue bands that search_contacts knows, for its company_revenue. Copy the spelling exactly.",
      asked:
        "turnover, annual sales, company income, revenue range filter values, how much a company earns, " +
        "revenue ranges, revenue bands, how rich, company revenue brackets, million dollars, lookup revenue, " +
        "yearly sales, earning, size in money, how much do companies make, revenue ranges for filter, " +
        "turnover bands, revenue options",
      ...lookup,
      returns: { rows: "data", id: "revenue_id" },
      route: "GET /search-email-leads/revenue",
      input: {},
      example: {},
    }),
  ],
);
