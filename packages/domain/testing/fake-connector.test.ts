import { connectorContract } from './connector-contract.ts';
import { FakeMessenger, fakeConnector } from './fake-connector.ts';

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
    deliver: () => messenger.report('delivered'),
    read: () => messenger.report('read'),
    reply: text => messenger.reply(client, text),
    trouble: kind => {
      if (kind === 'refuse' || kind === 'lose-answer') messenger.doom(kind);
      if (kind === 'silent-check') messenger.silenceNextCheck();
      if (kind === 'double-receipts') messenger.repeatNextReceipt();
      if (kind === 'late-delivered') messenger.holdNextDelivered();
      return Promise.resolve();
    },
    end: () => Promise.resolve(),
  });
});
