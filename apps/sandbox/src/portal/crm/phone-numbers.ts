/** The portal's own normalisation of phones: digits only, a Russian leading 8 is a 7. */
export const normalisePhone = (text: string): string => {
  const digits = text.replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('8') && !text.trim().startsWith('+') ? `7${digits.slice(1)}` : digits;
};
