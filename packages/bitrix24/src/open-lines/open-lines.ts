import type { OpenLines } from '@olchat/domain';
import type { RestClient } from '../rest/rest-client.ts';
import type { Download } from '../rest/download.ts';
import { chatActivity, chatMessage, employeePosts, hasConnectorMessage, hasOperatorMessage } from './chat-history.ts';
import { finish, join, pin, readDialog, startSession, takeOver, transfer } from './dialogs.ts';
import { findDialog } from './find-dialog.ts';
import { attachConnector, createLine, detachConnector, readLine, readLines } from './lines.ts';
import { quietenLine, readLineSettings } from './line-settings.ts';
import { changeFromClient, confirmDelivery, postAsEmployee, postFileAsEmployee, postFromClient, postSystem } from './messages.ts';

export const bitrix24OpenLines = (rest: RestClient, download: Download): OpenLines => ({
  lines: portalId => readLines(rest, portalId),
  line: (portalId, lineId) => readLine(rest, portalId, lineId),
  createLine: (portalId, name, queue) => createLine(rest, portalId, name, queue),
  lineSettings: (portalId, lineId) => readLineSettings(rest, portalId, lineId),
  quieten: (portalId, lineId) => quietenLine(rest, portalId, lineId),
  attach: (portalId, lineId, account) => attachConnector(rest, portalId, lineId, account),
  detach: (portalId, lineId, messenger) => detachConnector(rest, portalId, lineId, messenger),
  postFromClient: (portalId, lineId, messenger, client, message) => postFromClient(rest, portalId, { lineId, messenger, client, message }),
  changeFromClient: (portalId, lineId, messenger, client, change) =>
    changeFromClient(rest, portalId, { lineId, messenger, client, change }),
  hasMessage: (portalId, chatId, externalId) => hasConnectorMessage(rest, portalId, chatId, externalId),
  activity: (portalId, chatId, since) => chatActivity(rest, portalId, chatId, since),
  hasOperatorMessage: (portalId, claim) => hasOperatorMessage(rest, portalId, claim),
  findDialog: (portalId, lineId, messenger, client, card) => findDialog(rest, portalId, { lineId, messenger, client }, card),
  dialog: (portalId, as, chatId) => readDialog(rest, portalId, as, chatId),
  startSession: (portalId, as, chatId) => startSession(rest, portalId, as, chatId),
  join: (portalId, employeeId, chatId) => join(rest, portalId, employeeId, chatId),
  answer: (portalId, employeeId, chatId) => takeOver(rest, portalId, employeeId, chatId, 'imopenlines.operator.answer'),
  intercept: (portalId, employeeId, chatId) => takeOver(rest, portalId, employeeId, chatId, 'imopenlines.session.intercept'),
  transfer: (portalId, chatId, employeeId) => transfer(rest, portalId, chatId, employeeId),
  pin: (portalId, employeeId, chatId) => pin(rest, portalId, employeeId, chatId),
  finish: (portalId, chatId) => finish(rest, portalId, chatId),
  postAsEmployee: (portalId, employeeId, chatId, text) => postAsEmployee(rest, portalId, employeeId, chatId, text),
  postFileAsEmployee: (portalId, employeeId, chatId, file, text) => postFileAsEmployee(rest, portalId, employeeId, chatId, file, text),
  employeePosts: (portalId, post) => employeePosts(rest, portalId, post),
  chatMessage: (portalId, chatId, messageId) => chatMessage(rest, portalId, chatId, messageId),
  downloadFile: (_portalId, url) => download.file(url),
  postSystem: (portalId, as, chatId, text) => postSystem(rest, portalId, as, chatId, text),
  confirmDelivery: (portalId, lineId, messenger, delivery) => confirmDelivery(rest, portalId, lineId, messenger, delivery),
});
