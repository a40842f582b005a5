/** Country of phone numbers without + (D-3), ISO 3166. A first guess at installation; Bitrix24 tells none. */
const BY_ENDING: Record<string, string> = {
  ru: 'RU',
  by: 'BY',
  kz: 'KZ',
  ua: 'UA',
  uz: 'UZ',
  de: 'DE',
  fr: 'FR',
  it: 'IT',
  pl: 'PL',
  es: 'ES',
  uk: 'GB',
  in: 'IN',
  br: 'BR',
};

export function countryOf(host: string, language: 'ru' | 'en'): string {
  const ending = host.split(':')[0]?.split('.').at(-1) ?? '';
  return BY_ENDING[ending] ?? (language === 'ru' ? 'RU' : 'US');
}
