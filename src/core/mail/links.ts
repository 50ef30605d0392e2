/** Where a link leads, said in a few characters. */

const MAX_LENGTH = 100;

/** Parameters that only tell a sender who clicked. */
const TRACKING =
  /^(?:utm_\w+|gclid|fbclid|msclkid|dclid|yclid|igshid|mc_[ce]id|mkt_tok|_hs\w+|hs[a-z]{2,}|trk\w*|vero_\w+|oly_\w+|sc?_cid|s_kwcid|ref_?src)$/i;

/** ` (https://host/path)` to stand behind the words of a link; empty when the words say it already. */
export function linkSuffix(href: string, words: string): string {
  const said = words.trim();
  if (said === "") return "";
  const [, scheme = "", rest = ""] = /^\s*(mailto|tel|https?):(.*)$/is.exec(href) ?? [];
  if (/^mailto$/i.test(scheme)) return addressSuffix(decode(rest.split("?")[0] ?? ""), said);
  if (/^tel$/i.test(scheme))
    return digits(said).endsWith(digits(rest).slice(-6)) ? "" : ` (${rest.trim().slice(0, MAX_LENGTH)})`;
  const url = /^http/i.test(scheme) ? destination(href.trim()) : null;
  if (!url) return "";
  const short = shorten(url);
  return !said.includes(" ") && [url.href, short].map(bareUrl).includes(bareUrl(said)) ? "" : ` (${short})`;
}

function addressSuffix(address: string, said: string): string {
  return address.includes("@") && !said.toLowerCase().includes(address.toLowerCase()) ? ` (${address})` : "";
}

/** The link itself behind the wrappers of mail filters and search engines. */
function destination(href: string): URL | null {
  const url = parse(href);
  if (!url) return null;
  const wrapped = url.hostname.endsWith(".safelinks.protection.outlook.com")
    ? url.searchParams.get("url")
    : /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url"
      ? (url.searchParams.get("q") ?? url.searchParams.get("url"))
      : url.hostname === "urldefense.com"
        ? (/__(.+?)__/.exec(url.pathname)?.[1] ?? null)
        : null;
  return (wrapped && parse(wrapped)) || url;
}

function shorten(url: URL): string {
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((parameter) => !TRACKING.test(parameter.split("=")[0] ?? ""));
  const query = kept.join("&");
  const place = url.origin + (url.pathname === "/" ? "" : url.pathname);
  const whole = query === "" ? place : `${place}?${query}`;
  // A query longer than this is a tracking token, whatever its name.
  const said = whole.length <= MAX_LENGTH ? whole : place;
  return said.length <= MAX_LENGTH ? said : `${said.slice(0, MAX_LENGTH - 1)}…`;
}

function bareUrl(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/?#]+$/, "");
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}

function parse(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text.trim();
  }
}
