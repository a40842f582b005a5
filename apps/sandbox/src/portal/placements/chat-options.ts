/** Options of items above the message box of a chat, checked at `placement.bind` (Bitrix24 docs, widgets, IM_TEXTAREA). */
import { readInteger, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';

export const CHAT_PLACEMENT = 'IM_TEXTAREA';
const CONTEXTS = ['ALL', 'USER', 'CHAT', 'LINES', 'CRM'];
const COLORS = 'RED GREEN MINT LIGHT_BLUE DARK_BLUE PURPLE AQUA PINK LIME BROWN AZURE KHAKI SAND ORANGE MARENGO GRAY GRAPHITE'.split(' ');

type Options = Readonly<Record<string, unknown>>;

/** Throws as the platform refuses; the code of the refusal is not documented, that there is one is. */
export const checkChatOptions = (placement: string, options: Options): void => {
  if (placement !== CHAT_PLACEMENT) return;
  const refuse = (argument: string): never => {
    throw new RestError(200, 'ERROR_ARGUMENT', `Argument '${argument}' is invalid`, { argument });
  };
  const text = (name: string, byDefault: string): string => readText(options[name]) ?? byDefault;
  if (!/^(?=.*[a-z])[a-z -]{1,50}$/i.test(text('iconName', ''))) refuse('iconName');
  if (contexts(options).some(context => !CONTEXTS.includes(context))) refuse('context');
  if (!['USER', 'ADMIN'].includes(text('role', 'USER'))) refuse('role');
  if (!['Y', 'N'].includes(text('extranet', 'N'))) refuse('extranet');
  if (!COLORS.includes(text('color', 'GREEN'))) refuse('color');
  for (const name of ['width', 'height']) if (options[name] !== undefined && (readInteger(options[name]) ?? -1) < 0) refuse(name);
};

export const contexts = (options: Options): string[] => (readText(options['context']) ?? 'ALL').split(';').map(word => word.trim());
