/** A client's number as it may stand where more people read than need it: `+7900•••0001` (SE-50). */
export function maskAddress(address: string): string {
  const digits = address.replace(/\D/g, '');
  if (digits.length < 8) return '•••';
  return `+${digits.slice(0, 4)}•••${digits.slice(-2)}`;
}
