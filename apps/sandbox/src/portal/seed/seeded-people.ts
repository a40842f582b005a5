/** The clients behind the seeded cards: who has WhatsApp, who is in Telegram. Every number is from a range that belongs to nobody (+7 900 000-00-xx). */
export interface SeededNumber {
  /** Digits only. */
  number: string;
  name: string;
  hasWhatsApp: boolean;
}

export const seededNumbers: readonly SeededNumber[] = [
  { number: '79000000011', name: 'Иван Петров', hasWhatsApp: true },
  { number: '79000000012', name: 'Елена Соколова', hasWhatsApp: true },
  { number: '79000000013', name: 'Елена Соколова (рабочий)', hasWhatsApp: true },
  { number: '79000000014', name: 'Елена Соколова (старый)', hasWhatsApp: false },
  { number: '79000000015', name: 'Дмитрий Орлов', hasWhatsApp: false },
  { number: '79000000016', name: 'Никита Скрытный', hasWhatsApp: false },
  { number: '79000000017', name: 'Павел Морозов', hasWhatsApp: true },
  { number: '79000000021', name: 'Татьяна Белова', hasWhatsApp: true },
  { number: '79000000031', name: 'ООО «Ромашка»', hasWhatsApp: true },
  { number: '79000000032', name: 'Константин Зайцев', hasWhatsApp: true },
  { number: '79000000041', name: 'Анастасия Голубева', hasWhatsApp: true },
];

export interface SeededTelegramPerson {
  userId: string;
  name: string;
  username: string | null;
  /** Digits only; null = the account is known by other means only. */
  number: string | null;
  /** Neither the number nor the account can be found by the number. */
  hidesNumber: boolean;
}

export const seededTelegramPeople: readonly SeededTelegramPerson[] = [
  { userId: '700000011', name: 'Иван Петров', username: 'ivan_petrov_demo', number: '79000000011', hidesNumber: false },
  { userId: '700000016', name: 'Никита Скрытный', username: null, number: '79000000016', hidesNumber: true },
  { userId: '700000017', name: 'Павел Морозов', username: null, number: '79000000017', hidesNumber: false },
  { userId: '700000055', name: 'Алиса Лебедева', username: 'alisa_demo', number: null, hidesNumber: true },
  { userId: '700000057', name: 'Ольга Фролова', username: null, number: null, hidesNumber: true },
  { userId: '700000058', name: 'Глеб Тихонов', username: 'gleb_demo', number: null, hidesNumber: true },
  { userId: '700000059', name: 'Юлия Комарова', username: 'julia_demo', number: null, hidesNumber: true },
];
