import { connectorContract } from './connector-contract.ts';
import { fakeConnector } from './fake-connector.ts';
import { FakeMessenger } from './fake-messenger.ts';

connectorContract('the fake connector', () => {
  const messenger = new FakeMessenger('+79990000001');
  const client = '+79261112233';
  messenger.people.add(client);
  return Promise.resolve({
    connector: fakeConnector(messenger),
    own: messenger.number,
    client,
    nobody: '+79260000000',
    answerLogin: step => (step.kind === 'QR' ? messenger.scan(step.qr) : Promise.resolve()),
    accepted: () => Promise.resolve(messenger.accepted.map(({ externalMessageId, text }) => ({ externalMessageId, text }))),
    files: () =>
      Promise.resolve(
        messenger.accepted.flatMap(({ externalMessageId, text, file }) =>
          file === null ? [] : [{ externalMessageId, ...file, caption: text || null }],
        ),
      ),
    changed: () =>
      Promise.resolve(
        messenger.accepted.map(({ externalMessageId, text }) => {
          const last = messenger.changes.findLast(change => change.targetExternalId === externalMessageId);
          return { externalMessageId, text: last === undefined ? text : last.text };
        }),
      ),
    deliver: () => messenger.report('delivered'),
    read: () => messenger.report('read'),
    reply: (text, answers) => messenger.reply(client, text, answers),
    change: (externalMessageId, text) => messenger.change(client, externalMessageId, text),
    sendFile: async ({ kind, name, mime, bytes, caption }) => {
      await messenger.sendFile(client, { kind, name, mime, seconds: null }, bytes, caption);
    },
    trouble: kind => {
      if (kind === 'refuse-file') messenger.refuseNextFile();
      if (kind === 'refuse' || kind === 'lose-answer') messenger.doom(kind);
      if (kind === 'silent-check') messenger.silenceNextCheck();
      if (kind === 'double-receipts') messenger.repeatNextReceipt();
      if (kind === 'late-delivered') messenger.holdNextDelivered();
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  });
});
