/** The phones of all messengers as one: an address says whose it is. */
import { PhoneActionError, type Phone, type PhoneAction, type Phones } from './phones.ts';

export class AllPhones implements Phones {
  readonly #all: readonly Phones[];

  constructor(...all: readonly Phones[]) {
    this.#all = all;
  }

  list(): Phone[] {
    return this.#all.flatMap(phones => phones.list());
  }

  get(address: string): Phone | undefined {
    return this.#of(address)?.get(address);
  }

  act(address: string, action: PhoneAction): Promise<Phone> {
    const phones = this.#of(address);
    return phones === undefined ? Promise.reject(new PhoneActionError(`There is no phone ${address}.`)) : phones.act(address, action);
  }

  onChange(listener: (address: string) => void): () => void {
    const ends = this.#all.map(phones => phones.onChange(listener));
    return () => ends.forEach(end => end());
  }

  #of(address: string): Phones | undefined {
    return this.#all.find(phones => phones.get(address) !== undefined);
  }
}
