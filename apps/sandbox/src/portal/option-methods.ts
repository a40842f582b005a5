/** Small values kept for the application: common ones and those of one employee. */
import type { Collection } from '../kernel/store.ts';
import type { Portal } from './portal-data.ts';
import type { Call, RestMethod } from './rest/method.ts';

type Options = Record<string, unknown>;

const options = (portal: Portal): Collection<Options> => portal.records('option');
const userKey = (employeeId: number): string => `user/${employeeId}`;

export const applicationOptions = (portal: Portal): Options => options(portal).get('application') ?? {};
export const employeeOptions = (portal: Portal, employeeId: number): Options => options(portal).get(userKey(employeeId)) ?? {};

const read = (values: Options, { parameters }: Call): unknown => {
  const name = parameters.text('option');
  return name === undefined ? values : (values[name] ?? '');
};

const write = (key: string, { portal, parameters }: Call): void =>
  options(portal).put(key, { ...options(portal).get(key), ...parameters.requiredObject('options') });

export const optionMethods: readonly RestMethod[] = [
  { name: 'app.option.get', scope: null, run: call => ({ result: read(applicationOptions(call.portal), call) }) },
  {
    name: 'app.option.set',
    scope: null,
    administratorsOnly: true,
    run: call => {
      write('application', call);
      return { result: true };
    },
  },
  { name: 'user.option.get', scope: null, run: call => ({ result: read(employeeOptions(call.portal, call.employee.id), call) }) },
  {
    name: 'user.option.set',
    scope: null,
    run: call => {
      write(userKey(call.employee.id), call);
      return { result: true };
    },
  },
];
