/** Does one REST call: rights, troubles of the test, the method itself with its ledger row in one transaction. */
import type { Faults } from '../../kernel/faults.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { GRANTED_SCOPES } from '../application.ts';
import type { Tokens } from '../oauth/tokens.ts';
import type { Portal } from '../portal-data.ts';
import { findEmployee, mayUseApplication } from '../users/employees.ts';
import type { Answer, Caller, RestMethod } from './method.ts';
import { Parameters } from './parameters.ts';
import type { RawParameters } from './parameters.ts';
import { accessDenied, RestError, SYSTEM_STATUS, unknownToken } from './rest-error.ts';
import { OperatingTime } from './time-block.ts';
import type { TimeBlock } from './time-block.ts';

/** Troubles that a fault rule put on an HTTP request; a batch gathers those of its commands. */
export interface Trouble {
  delayMs: number;
  loseAnswer: boolean;
}

/** The connection is cut and nothing was done. */
export class RequestDropped extends Error {
  override readonly name = 'RequestDropped';
}

export interface Done {
  answer: Answer;
  time: TimeBlock;
}

export interface RestCallsOptions {
  portals: ReadonlyMap<string, Portal>;
  tokens: Tokens;
  methods: readonly RestMethod[];
  ledger: Ledger;
  faults: Faults;
  /** Default: as documented, 480. */
  operatingSeconds?: number;
}

export class RestCalls {
  readonly #options: RestCallsOptions;
  readonly #methods: ReadonlyMap<string, RestMethod>;
  #requests = 0;
  readonly #operating: OperatingTime;

  constructor(options: RestCallsOptions) {
    this.#options = options;
    this.#operating = new OperatingTime(options.operatingSeconds);
    this.#methods = new Map(options.methods.map(method => [method.name.toLowerCase(), method]));
  }

  /** Throws the platform's refusal when the token is absent, unknown, expired, or its employee may not use the application. */
  authorise(accessToken: string | undefined): Caller {
    if (accessToken === undefined || accessToken === '') throw new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
    const owner = this.#options.tokens.identify(accessToken);
    if (owner === 'expired') throw new RestError(401, 'expired_token', 'The access token provided has expired.');
    const portal = owner === 'unknown' ? undefined : this.#options.portals.get(owner.memberId);
    if (owner === 'unknown' || portal === undefined) throw unknownToken();
    const employee = findEmployee(portal, owner.employeeId);
    if (!mayUseApplication(employee)) {
      throw new RestError(403, 'user_access_error', 'The user does not have access to the application.');
    }
    this.#requests += 1;
    return { portal, employee, clientId: owner.clientId, accessToken, request: this.#requests };
  }

  async perform(name: string, raw: RawParameters, caller: Caller, trouble: Trouble): Promise<Done> {
    const startMs = Date.now();
    const method = this.#methods.get(name.toLowerCase());
    if (method === undefined) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    const operating = `${caller.portal.memberId}/${caller.clientId}/${method.name}`;
    if (this.#operating.isUsedUp(operating)) {
      throw new RestError(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.');
    }
    this.#playTrouble(method.name, caller.portal, trouble);
    if (method.scope !== null && !GRANTED_SCOPES.includes(method.scope)) {
      throw new RestError(403, 'insufficient_scope', 'The request requires higher privileges than provided by the access token');
    }
    if (method.administratorsOnly === true && !caller.employee.isAdministrator) throw accessDenied(403, 'Access denied!');

    const call = { ...caller, parameters: new Parameters(raw) };
    await method.prepare?.(call);
    const answer = caller.portal.site.store.transaction(() => {
      const done = method.run(call);
      if (done.refused !== true) this.#record(method.name, raw, done, caller);
      return done;
    });
    return { answer, time: this.#operating.add(operating, startMs) };
  }

  #playTrouble(method: string, portal: Portal, trouble: Trouble): void {
    const rule = this.#options.faults.hit({ service: 'bitrix24', method, to: portal.memberId }, [
      'delay',
      'refuse',
      'lose-answer',
      'drop',
      'close',
    ]);
    switch (rule?.do) {
      case 'refuse': {
        const code = rule.code ?? 'INTERNAL_SERVER_ERROR';
        throw new RestError(rule.status ?? SYSTEM_STATUS[code] ?? 400, code, 'Refused by a fault rule');
      }
      case 'drop':
      case 'close':
        throw new RequestDropped(method);
      case 'delay':
        trouble.delayMs += rule.ms ?? 0;
        break;
      case 'lose-answer':
        trouble.delayMs += rule.ms ?? 0;
        trouble.loseAnswer = true;
        break;
      default:
    }
  }

  #record(method: string, raw: RawParameters, answer: Answer, { portal, request }: Caller): void {
    const body = Object.fromEntries(Object.entries(raw).filter(([name]) => name !== 'auth' && name !== 'access_token'));
    this.#options.ledger.append({
      service: 'bitrix24',
      method,
      to: portal.memberId,
      request,
      ...(answer.externalId !== undefined && { externalId: String(answer.externalId) }),
      ...(answer.ours !== undefined && { ours: answer.ours }),
      body,
    });
  }
}
