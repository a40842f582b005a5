/** Addresses that the public internet routes; everything else is ours or nobody's (SE-32). Ranges: IANA special-purpose registries. */
import { BlockList, isIP, isIPv4 } from 'node:net';

const special = new BlockList();
const SPECIAL_4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const; // prettier-ignore
// Teredo, benchmarking, ORCHID, documentation, 6to4: each can carry a private IPv4 address or leads nowhere.
const SPECIAL_6 = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const; // prettier-ignore
for (const [network, prefix] of SPECIAL_4) special.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of SPECIAL_6) special.addSubnet(network, prefix, 'ipv6');

// Global unicast; leaves out loopback, link-local, unique local, multicast, IPv4-mapped and NAT64 (64:ff9b::/96) at once.
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 0) return false;
  return isIPv4(address) ? !special.check(address, 'ipv4') : global6.check(address, 'ipv6') && !special.check(address, 'ipv6');
};
