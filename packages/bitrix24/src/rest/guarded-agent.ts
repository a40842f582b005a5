/**
 * The way out to addresses that came from outside: https to public addresses only, checked where the connection is made,
 * so that a name cannot resolve differently between check and use (SE-32).
 */
import { lookup as dnsLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './public-address.ts';

export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
}

export interface AgentLimits {
  /** Milliseconds until TCP and TLS stand (RE-50). */
  connectMs: number;
  /** Milliseconds from the request to the first byte of its answer. */
  firstByteMs: number;
}

/** `privateHosts`: `host:port` exempt from both rules, for a self-hosted portal in a private network. */
export const guardedAgent = (privateHosts: ReadonlySet<string>, limits: AgentLimits): Agent => {
  const connectAnywhere = buildConnector({ timeout: limits.connectMs });
  const connectPublic = buildConnector({ timeout: limits.connectMs, lookup: publicLookup });

  return new Agent({
    headersTimeout: limits.firstByteMs,
    connect: (options, callback) => {
      // Whatever fails here failed before a byte of the request left us (RE-9).
      const answer: buildConnector.Callback = (...[error, socket]) => {
        if (error === null) callback(null, socket);
        else callback(new NotConnectedError(`No connection to ${options.hostname}`, { cause: error }), null);
      };
      const port = options.port === '' ? (options.protocol === 'https:' ? '443' : '80') : options.port;
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (privateHosts.has(`${host}:${port}`)) return connectAnywhere(options, answer);
      if (options.protocol !== 'https:') return answer(new Error('Plain http is only for hosts named as private'), null);
      // A literal address never reaches the lookup.
      if (isIP(host) !== 0 && !isPublicAddress(host)) return answer(new Error('The address is not public'), null);
      return connectPublic(options, answer);
    },
  });
};

const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new Error('The name leads to an address that is not public'), '');
    }
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
