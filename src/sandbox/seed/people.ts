import type { Language } from "../mail-text.ts";
import pools from "../people.json" with { type: "json" };
import type { Random } from "./random.ts";

export type Locale = keyof typeof pools;

/** Somebody who works somewhere; all names and companies are invented, all domains lie under `.example` (RFC 2606). */
export interface Person {
  first: string;
  last: string;
  /** The name in its own script, where that is not the Latin one. */
  first_native: string;
  last_native: string;
  email: string;
  job_title: string;
  phone: string | null;
  language: Language;
  time_zone: string;
  company: Company;
}

export interface Company {
  name: string;
  domain: string;
  industry: string;
  location: string;
  address_style: "first" | "first.last" | "initial.last";
}

export interface PersonWish {
  locale: Locale;
  industries: readonly string[];
  job_title: string;
  gender?: "f" | "m";
  /** Given for a colleague; otherwise the person brings a company of their own. */
  company?: Company;
}

interface Pool {
  language: string;
  time_zone: string;
  country: string;
  /** Only numbers that the country's regulator keeps free for fiction; null where it keeps none. */
  phone: string | null;
  cities: string[];
  female: string[];
  male: string[];
  last: string[];
  heads: string[];
  /** Second part of a company's name, by industry. */
  tails: Record<string, string[] | undefined>;
}

/** Draws people; no name, address or company domain comes twice. */
export function population(random: Random): (wish: PersonWish) => Person {
  const names = new Set<string>();
  const addresses = new Set<string>();
  const domains = new Set<string>();

  function foundCompany(pool: Pool, industries: readonly string[]): Company {
    const industry = random.pick(industries.filter((name) => pool.tails[name]));
    const tails = pool.tails[industry] ?? [];
    const unused = (heads: string[]) =>
      heads
        .flatMap((head) => tails.map((tail) => `${head.split("|")[0]} ${tail}`))
        .filter((name) => !domains.has(domainOf(name)));
    const invented = unused(pool.heads);
    const name = random.pick(invented.length > 0 ? invented : unused(pool.last));
    domains.add(domainOf(name));
    const city = random.pick(pool.cities);
    return {
      name,
      domain: domainOf(name),
      industry,
      location: city === pool.country ? city : `${city}, ${pool.country}`,
      address_style: random.pick(["first", "first.last", "first.last", "initial.last"] as const),
    };
  }

  function draw(wish: PersonWish): Person {
    const pool: Pool = pools[wish.locale];
    const gender = wish.gender ?? random.pick(["f", "m"] as const);
    const [first = "", first_native = first] = random.pick(gender === "f" ? pool.female : pool.male).split("|");
    const [last = "", last_native = last] = random.pick(pool.last).split("|");
    if (names.has(`${first} ${last}`)) return draw(wish);
    names.add(`${first} ${last}`);
    const company = wish.company ?? foundCompany(pool, wish.industries);
    const usual = `${mailboxName(first, last, company.address_style)}@${company.domain}`;
    const email = addresses.has(usual) ? `${mailboxName(first, last, "first.last")}@${company.domain}` : usual;
    addresses.add(email);
    return {
      first,
      last,
      first_native,
      last_native,
      email,
      job_title: wish.job_title,
      phone: pool.phone?.replaceAll("#", () => String(random.int(0, 9))) ?? null,
      language: pool.language as Language,
      time_zone: pool.time_zone,
      company,
    };
  }
  return draw;
}

function mailboxName(first: string, last: string, style: Company["address_style"]): string {
  if (style === "first") return ascii(first);
  return `${style === "first.last" ? ascii(first) : ascii(first).slice(0, 1)}.${ascii(last)}`;
}

function domainOf(companyName: string): string {
  return `${ascii(companyName.replace(/ (GmbH|AG|AB|AS|ApS|A\/S)$/, ""))}.example`;
}

/** Letters that Unicode does not decompose into a base letter and an accent. */
const UNDECOMPOSED: Record<string, string> = { ß: "ss", ø: "o", ł: "l", ı: "i", æ: "ae" };

function ascii(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßøłıæ]/g, (letter) => UNDECOMPOSED[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}
