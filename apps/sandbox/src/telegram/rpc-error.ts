/** How Telegram says no. */
export class RpcFailure extends Error {
  override readonly name = 'RpcFailure';
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

export const answerOf = ({ code, message }: RpcFailure) => ({ _: 'mt_rpc_error', errorCode: code, errorMessage: message });

/** The number that goes with a word, as core.telegram.org/api/errors has it; for rules of trouble that name the word only. */
export function codeOf(text: string): number {
  if (/^(FLOOD_|SLOWMODE_|FROZEN_)/.test(text)) return 420;
  if (/^(AUTH_KEY_UNREGISTERED|AUTH_KEY_INVALID|SESSION_|USER_DEACTIVATED)/.test(text)) return 401;
  if (/^(AUTH_KEY_DUPLICATED|UPDATE_APP_TO_LOGIN|PHONE_PASSWORD_FLOOD)$/.test(text)) return 406;
  if (/^(RANDOM_ID_DUPLICATE|AUTH_RESTART|RPC_CALL_FAIL|WORKER_BUSY)/.test(text)) return 500;
  if (/^(PRIVACY_PREMIUM_REQUIRED|ALLOW_PAYMENT_REQUIRED|USER_PRIVACY_RESTRICTED|YOUR_PRIVACY_RESTRICTED|CHAT_)/.test(text)) return 403;
  return 400;
}
