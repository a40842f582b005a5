interface Named {
  label: string;
  address: string;
  username: string | null;
}

/** Whom a text goes to, by name. A number is what people know a client by; Telegram's id of a person is not. */
export function recipientName({ label, address, username }: Named): string {
  if (address.startsWith('+')) return label === address ? address : `${label}, ${address}`;
  return username ? `${label} (@${username})` : label;
}
