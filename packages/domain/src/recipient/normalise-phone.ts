/** Phone numbers as people write them → E.164 (D-3). Two spellings of one number give one row. */
import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';

/** Everything behind an extension mark is not part of the number. */
const EXTENSION = /(?:доб\.?|ext\.?|вн\.?|[,;x#]).*$/iu;

/** Null for what is not a phone number. `country` is the portal's, for numbers without + (ISO 3166, two letters). */
export function normalisePhone(raw: string, country: string): string | null {
  const text = raw.trim().replace(EXTENSION, '');
  const digits = text.replace(/\D/g, '');
  if (digits.length < 5) return null;
  const international = text.startsWith('+') ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : null;
  for (const candidate of international === null ? [digits, `+${digits}`] : [international]) {
    const parsed = parsePhoneNumberFromString(candidate, country as CountryCode);
    if (parsed?.isValid() && isSettled(parsed.number)) return parsed.number;
  }
  return null;
}

/** Reads as itself again. Not so what the library takes a national prefix from twice: `88100000000` in Belarus. */
const isSettled = (e164: string): boolean => parsePhoneNumberFromString(e164)?.number === e164;

/** How a number is shown to people: `+7 926 123-45-67`. */
export const formatPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;

/** Its parts and kind, for whoever looks it up in a numbering plan; undefined for what is not E.164 with +. */
export const readPhone = (e164: string): PhoneNumber | undefined => (e164.startsWith('+') ? parsePhoneNumberFromString(e164) : undefined);

/** How it stands in logs and in sentences for others (E-10, SE-51): `+7926*****67`. */
export const maskPhone = (e164: string): string => (e164.length <= 7 ? '*****' : `${e164.slice(0, 5)}*****${e164.slice(-2)}`);
